// Page behaviour of Hengji. Every page works without it; it only shortens the way. Baseline: Chromium 86.
(function () {
  'use strict';
  var root = document.documentElement;
  root.setAttribute('data-js', '');

  // Large type: change the page at once, tell the server in the background.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (!form.hasAttribute('data-type-size') || !window.fetch) return;
    var button = event.submitter;
    var chosen = form.querySelector('input[name=size]:checked');
    var size = button && button.name === 'size' ? button.value : chosen && chosen.value;
    if (!size) return;
    event.preventDefault();
    var data = new FormData(form);
    data.set('size', size);
    if (size === 'large') root.setAttribute('data-size', 'large');
    else root.removeAttribute('data-size');
    document.querySelectorAll('form[data-type-size] button[name=size]').forEach(function (other) {
      other.value = size === 'large' ? 'normal' : 'large';
      other.textContent = size === 'large' ? '标准字' : '大字';
    });
    document.querySelectorAll('form[data-type-size] input[name=size]').forEach(function (other) {
      other.checked = other.value === size;
    });
    fetch(form.action, { method: 'POST', body: new URLSearchParams(data), credentials: 'same-origin' });
  });

  // Printing.
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-print]')) window.print();
  });

  // Links inside the page: the browser jumps and marks the target; we put it in the middle and move the focus there.
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (!link || link.hash.length < 2) return;
    var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target || target.id === 'nav' || target.id === 'main') return;
    setTimeout(function () {
      target.scrollIntoView({ block: 'center', inline: 'nearest' });
      if (link.closest('ol.finds') && walking) return;
      var focus = target.matches('a, button, input, select, textarea') ? target : target.querySelector('a, button, input');
      if (!focus) { focus = target; target.setAttribute('tabindex', '-1'); }
      focus.focus({ preventScroll: true });
    }, 0);
  });

  // Findings: J and K walk through them; the focus stays in the list so that Enter and further keys work.
  var findings = Array.prototype.slice.call(document.querySelectorAll('ol.finds > li[id]'));
  var at = -1;
  var walking = false;
  function walk(step) {
    if (!findings.length) return;
    at = Math.min(Math.max(at + step, 0), findings.length - 1);
    var link = findings[at].querySelector('.ttl a');
    if (!link) { findings[at].scrollIntoView({ block: 'nearest' }); return; }
    walking = true;
    link.click();
    link.focus({ preventScroll: true });
    setTimeout(function () { walking = false; }, 50);
  }
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var tag = event.target.tagName;
    if (tag === 'INPUT' || tag === 'TEXTAREA' || tag === 'SELECT') return;
    if (event.key === 'j') walk(1);
    else if (event.key === 'k') walk(-1);
    else if (event.key === '/') {
      var search = document.getElementById('q');
      if (!search) return;
      event.preventDefault();
      search.focus();
    }
  });

  // Upload: drag, a list of what was picked, limits before sending, progress while sending.
  document.querySelectorAll('form[data-upload]').forEach(function (form) {
    var input = form.querySelector('input[type=file]');
    var drop = form.querySelector('[data-drop]');
    var picked = form.querySelector('[data-picked]');
    var sending = form.querySelector('[data-sending]');
    var words = form.querySelector('[data-words]');
    var bar = sending.querySelector('progress');
    var button = form.querySelector('button[type=submit]');
    var limit = Number(form.getAttribute('data-limit'));
    var count = Number(form.getAttribute('data-count'));
    var dragged = null;
    var request = null;

    function files() { return Array.prototype.slice.call(dragged || input.files); }
    function size(bytes) {
      return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + ' KB' : (bytes / 1048576).toFixed(1) + ' MB';
    }
    function problem(file) {
      if (file.size === 0) return '空文件，不会传';
      if (file.size > limit) return '超过 ' + limit / 1048576 + ' MB，不会传';
      return '';
    }
    function list() {
      var chosen = files();
      picked.textContent = '';
      chosen.slice(0, 12).forEach(function (file) {
        var item = document.createElement('li');
        var wrong = problem(file);
        item.textContent = file.name + '，' + size(file.size) + (wrong ? '：' + wrong : '');
        if (wrong) item.className = 'bad';
        picked.appendChild(item);
      });
      if (chosen.length > 12 || chosen.length > count) {
        var more = document.createElement('li');
        more.textContent = '共 ' + chosen.length + ' 个' + (chosen.length > count ? '，一次最多 ' + count + ' 个，请分几次传' : '');
        if (chosen.length > count) more.className = 'bad';
        picked.appendChild(more);
      }
      button.textContent = chosen.length ? '传上来并核对 ' + chosen.length + ' 个' : '传上来并核对';
    }
    input.addEventListener('change', function () { dragged = null; input.required = true; list(); });
    ['dragenter', 'dragover'].forEach(function (name) {
      drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add('over'); });
    });
    ['dragleave', 'drop'].forEach(function (name) {
      drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.remove('over'); });
    });
    drop.addEventListener('drop', function (event) {
      dragged = event.dataTransfer.files;
      input.required = dragged.length === 0;
      list();
    });
    function stop(message) {
      request = null;
      button.disabled = false;
      words.textContent = message;
      words.className = 'bad';
    }
    form.querySelector('[data-stop]').addEventListener('click', function () {
      if (request) request.abort();
    });
    form.addEventListener('submit', function (event) {
      var good = files().filter(function (file) { return !problem(file); });
      event.preventDefault();
      sending.hidden = false;
      if (good.length === 0) { stop('没有可以传的文件，请换一个。'); return; }
      if (good.length > count) { stop('一次最多 ' + count + ' 个，请分几次传。'); return; }
      var data = new FormData();
      data.append('csrf', form.querySelector('input[name=csrf]').value);
      good.forEach(function (file) { data.append(input.name, file, file.name); });
      request = new XMLHttpRequest();
      request.open('POST', form.action);
      request.upload.onprogress = function (part) {
        if (!part.lengthComputable) return;
        var share = Math.floor(part.loaded * 100 / part.total);
        bar.value = share;
        words.className = '';
        words.textContent = share < 100 ? '已传 ' + share + '%，' + size(part.loaded) + ' / ' + size(part.total) : '传完了，正在收下';
      };
      request.onload = function () {
        if (request.status >= 200 && request.status < 300 && request.responseURL !== form.action) {
          location.assign(request.responseURL);
          return;
        }
        // The server's own words, which say what to do, take the place of this page.
        document.open();
        document.write(request.responseText);
        document.close();
      };
      request.onerror = function () { stop('没有传上来：网络断了。文件还在你的电脑上，连上后再点一次。'); };
      request.onabort = function () { stop('已停止，一个也没有收下。'); };
      button.disabled = true;
      words.className = '';
      words.textContent = '正在传送 ' + good.length + ' 个文件';
      bar.value = 0;
      request.send(data);
    });
  });

  // Tables that are filled in, on a telephone: one row at a time.
  var narrow = window.matchMedia('(max-width: 760px)');
  function turner(words, act) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn s';
    button.textContent = words;
    button.addEventListener('click', act);
    return button;
  }
  function setUpSteps() {
    document.querySelectorAll('[data-steps]').forEach(function (grid) {
      var rows = Array.prototype.slice.call(grid.querySelectorAll('tbody tr[data-row]'));
      var bar = grid.querySelector('.stepper');
      if (!narrow.matches || rows.length < 2) { grid.removeAttribute('data-step'); if (bar) bar.remove(); return; }
      var number = Math.min(Number(grid.getAttribute('data-step') || 1), rows.length);
      function turn(by) {
        grid.setAttribute('data-step', Math.max(1, Number(grid.getAttribute('data-step')) + by));
        setUpSteps();
        grid.dispatchEvent(new Event('turned', { bubbles: true }));
      }
      if (!bar) {
        bar = document.createElement('div');
        bar.className = 'stepper';
        var words = document.createElement('span');
        words.setAttribute('aria-live', 'polite');
        bar.appendChild(turner('上一条', function () { turn(-1); }));
        bar.appendChild(words);
        bar.appendChild(turner('下一条', function () { turn(1); }));
        grid.querySelector('table.grid').before(bar);
      }
      grid.setAttribute('data-step', number);
      bar.querySelector('span').textContent = '第 ' + number + ' 条，共 ' + rows.length + ' 条';
      bar.firstChild.disabled = number === 1;
      bar.lastChild.disabled = number === rows.length;
      rows.forEach(function (row, index) { row.classList.toggle('on', index === number - 1); });
    });
  }
  setUpSteps();
  document.addEventListener('rows', setUpSteps);
  if (narrow.addEventListener) narrow.addEventListener('change', setUpSteps);
  // A link to a cell of another step opens that step.
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href^="#"]');
    var target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    var row = target && target.closest('[data-step] tr[data-row]'), grid = row && row.closest('[data-step]');
    if (!grid) return;
    grid.setAttribute('data-step', Array.prototype.indexOf.call(grid.querySelectorAll('tbody tr[data-row]'), row) + 1);
    setUpSteps();
  });

  // A running batch: its region is fetched again until the server sends one that no longer asks for it.
  function live() {
    var region = document.querySelector('[data-live]');
    if (!region || !window.fetch) return;
    setTimeout(function () {
      fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(region.id);
          if (!fresh) return;
          var open = Array.prototype.map.call(region.querySelectorAll('details'), function (part) { return part.open; });
          region.replaceWith(fresh);
          fresh.querySelectorAll('details').forEach(function (part, index) { if (open[index]) part.open = true; });
          live();
        })
        .catch(function () { setTimeout(live, 4000); });
    }, Number(region.getAttribute('data-live')) * 1000);
  }
  live();

  // After a form was not accepted, the summary has the focus.
  var summary = document.querySelector('.errsum[tabindex]');
  if (summary && document.querySelector('.main .errsum') === summary && !location.hash && document.title.indexOf('有错误') === 0) summary.focus();

  // Live pages: what is typed is kept after a pause, and what follows from it (lights, scores, what asks for words) is
  // drawn again; nothing changes under the hands of whoever types.
  document.querySelectorAll('form[data-live]').forEach(function (form) {
    var address = form.getAttribute('data-live');
    var said = form.querySelector('[data-saved]');
    var timer = null, busy = false, again = false, late = [];
    if (!window.fetch || !address || !said) return;
    function say(words, tone) { said.textContent = words; said.className = 'saved scripted' + (tone ? ' ' + tone : ''); }
    function draw(parts) {
      late = parts.filter(function (part) {
        var place = document.getElementById(part[0]);
        if (!place) return false;
        if (place.contains(document.activeElement)) return true;
        if (place.innerHTML !== part[1]) place.innerHTML = part[1];
        return false;
      });
    }
    function send() {
      if (busy) { again = true; return; }
      busy = true;
      say('正在自动保存');
      fetch(address, {
        method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin', headers: { Accept: 'application/json' }
      }).then(function (answer) {
        if (!answer.ok) throw answer.status;
        return answer.json();
      }).then(function (told) {
        say(told.saved);
        if (!again) draw(told.live);
      }).catch(function (status) {
        say(status === 409 ? '别人先保存了，请刷新后再填' : '没有自动存上，请点“保存”', 'warn');
      }).then(function () {
        busy = false;
        if (again) { again = false; send(); }
      });
    }
    function later() { clearTimeout(timer); timer = setTimeout(send, 700); }
    form.addEventListener('input', later);
    form.addEventListener('focusout', function () { setTimeout(function () { if (late.length && !busy) draw(late); }, 0); });
    form.addEventListener('submit', function () { clearTimeout(timer); });
  });
})();
