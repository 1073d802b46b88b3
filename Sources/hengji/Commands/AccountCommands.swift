import Foundation
import Store
import Web

extension Command {
  static let accountReset = Command(
    name: "account reset", summary: "给一个账号新的一次性密码，第一次登录要改。管理员的密码只能这样重置，要能登录服务器", operands: "账号",
    options: [
      .value("--data", "目录", "数据放在哪里，默认 ./data"),
      .value("--database", "地址", "postgres://用户@主机/库；不写就用数据目录里的 SQLite"),
    ], example: "hengji account reset anquan --data /srv/hengji"
  ) { arguments throws(CommandError) in
    guard arguments.operands.count == 1 else { throw .usage("要写一个账号") }
    let database = try DataPlace(arguments).open(mustExist: true)
    let password: String?
    do throws(StoreError) {
      password = try PasswordReset.atTheServer(arguments.operands[0], in: database)
    } catch {
      throw .refused(error.description)
    }
    guard let password else { throw .refused("没有可用的账号“\(arguments.operands[0])”，或者它已注销") }
    Terminal.print("一次性密码：\(password)\n第一次登录要改成自己的。他登录着的都已退出，总台账里有记录。")
    return 0
  }
}
