print("hengji")
