// Filling in a form: keys of a spreadsheet, undo, saving while one types. The page does all of it without this, by its
// buttons. Baseline: Chromium 86.
(function () {
  'use strict';
  var form = document.getElementById('editor');
  if (!form || !window.fetch) return;
  var id = form.getAttribute('data-form');
  var store = 'hengji-draft-' + form.getAttribute('data-account') + '-' + id;
  var saved = document.getElementById('saved');
  var blocks = document.getElementById('blocks');
  var undoButton = document.querySelector('[data-undo]');
  // What the server has of every cell; what differs from it is not saved yet.
  var known = {};
  var undo = [], redo = [];
  var timer = null, sending = null, again = false, stopped = false;
  // Cells of long tables that are text and differ from what the server has. See textcells.js.
  var plain = window.textCells, dirty = {};
  var narrow = window.matchMedia('(max-width: 760px)');

  function cells() { return Array.prototype.slice.call(form.querySelectorAll('[data-cell]')); }
  function cell(name) { return form.elements.namedItem(name) || plain.find(form, name); }
  function learnOne(input) { if (!(input.name in known)) known[input.name] = input.value; }
  function learn() { cells().forEach(learnOne); }
  function isLong() { return !!form.querySelector('table.long'); }
  // The address of this page, of the whole of its long tables where the window has room for them.
  function here(isWhole) {
    var query = new URLSearchParams(location.search);
    if (isWhole || !narrow.matches && form.querySelector('[data-long], table.long')) { query.set('rows', 'all'); query.delete('page'); }
    var words = query.toString();
    return location.pathname + (words ? '?' + words : '');
  }
  function field(name) { return form.elements.namedItem(name); }
  function box(input) { return input.closest('td, .field'); }
  learn();

  // --- state ---------------------------------------------------------------------------------------------------
  function say(words, style) {
    saved.className = 'saved' + (style ? ' ' + style : '');
    saved.querySelector('span').textContent = words;
  }
  function changed() {
    var list = cells().filter(function (input) { return input.value !== known[input.name]; });
    Object.keys(dirty).forEach(function (name) {
      var one = cell(name);
      if (one && one.isText && one.value !== known[name]) list.push(one);
      else if (!one || one.isText) delete dirty[name];
    });
    return list;
  }
  function mark(input) {
    var place = box(input);
    if (place) place.classList.toggle('unsaved', input.value !== known[input.name]);
  }
  function keep() {
    var left = {}, any = false;
    changed().forEach(function (input) { left[input.name] = { now: input.value, was: known[input.name] }; any = true; });
    try {
      if (any) localStorage.setItem(store, JSON.stringify({ at: Date.now(), part: field('part').value, cells: left }));
      else if (!document.querySelector('[data-kept] .msg')) forget();
    } catch (e) { /* a browser without room keeps nothing; the page still holds it */ }
  }

  // --- saving --------------------------------------------------------------------------------------------------
  function body(inputs, steps, extra) {
    var data = new URLSearchParams();
    data.set('csrf', field('csrf').value);
    ['draft', 'based', 'part'].forEach(function (name) { data.set(name, field(name).value); });
    if (isLong()) data.set('rows', 'all');
    (steps || []).forEach(function (step) { data.append('step', step); });
    inputs.forEach(function (input) {
      data.append(input.name, input.value);
      data.append('was:' + input.name, known[input.name]);
    });
    Object.keys(extra || {}).forEach(function (name) { data.append(name, extra[name]); });
    return data;
  }
  function send(steps, extra, then) {
    clearTimeout(timer);
    if (stopped) return;
    if (sending) { again = true; if (steps || extra) sending.then(function () { send(steps, extra, then); }); return; }
    var inputs = changed();
    if (!inputs.length && !steps && !extra) return;
    var sent = {};
    inputs.forEach(function (input) { sent[input.name] = input.value; });
    say('正在保存');
    sending = fetch(form.getAttribute('data-draft-path'), {
      method: 'POST', body: body(inputs, steps, extra), credentials: 'same-origin', redirect: 'manual',
      headers: { 'X-CSRF-Token': field('csrf').value, Accept: 'application/json' }
    }).then(function (answer) {
      var type = answer.headers.get('Content-Type') || '';
      if (answer.ok && type.indexOf('application/json') === 0) return answer.json();
      return Promise.reject(answer.status || 401);
    }).then(function (told) { take(told, sent); if (then) then(told); }, function (status) { fail(status); })
      .then(function () { sending = null; keep(); if (again) { again = false; later(400); } });
  }
  function later(wait) { clearTimeout(timer); timer = setTimeout(function () { send(); }, wait === undefined ? 2000 : wait); }
  function fail(status) {
    keep();
    if (typeof status !== 'number') {
      say('没有保存：网络断了，已存本机', 'bad');
      timer = setTimeout(function () { send(); }, 5000);
    } else if (status === 401) {
      say('没有保存：登录已失效，已存本机', 'bad');
      offerSignIn();
    } else if (status === 403 || status === 409) {
      stopped = true;
      say('没有保存：这张表现在不能改，已存本机', 'bad');
    } else if (status === 413) {
      say('没有保存：内容太多，请删短再存', 'bad');
    } else {
      say('没有保存：服务器忙，已存本机，过一会儿自动再试', 'bad');
      timer = setTimeout(function () { send(); }, 8000);
    }
  }
  function offerSignIn() {
    var kept = document.querySelector('[data-kept]');
    if (!kept || kept.firstChild) return;
    note(kept, 'warn', '登录已失效，没有丢。', '你填的都在这台电脑里，重新登录后回到这一页就能接上。', [
      link('重新登录', '/sign-in?next=' + encodeURIComponent(location.pathname))]);
  }
  function take(told, sent) {
    field('draft').value = told.draft;
    field('based').value = told.based;
    var refused = {};
    told.refused.forEach(function (pair) { refused[pair[0]] = pair[1]; });
    Object.keys(sent).forEach(function (name) { if (!(name in refused)) known[name] = sent[name]; });
    // Where rows came or went, the tables are fetched again with all their values.
    if (!told.rows || !isLong()) told.values.forEach(function (pair) {
      var input = cell(pair[0]);
      if (!input || !input.hasAttribute || !input.hasAttribute('data-cell')) return;
      if (input.value === sent[pair[0]] && input !== writing || !(pair[0] in sent)) input.value = pair[1];
      if (input.value === pair[1] || !(pair[0] in sent)) known[pair[0]] = pair[1];
    });
    replace('findings', told.findings);
    replace('parts', told.parts);
    Object.keys(told.sums).forEach(function (list) {
      var foot = document.querySelector('#' + list + ' tfoot');
      if (foot) foot.innerHTML = told.sums[list];
    });
    marks(told.marks);
    document.getElementById('others').textContent = told.others;
    var words = told.refused.concat(told.overtaken).map(function (pair) { return pair[1]; });
    say(told.saved + (changed().length ? '，还有 ' + changed().length + ' 格没存' : ''), words.length ? 'warn' : '');
    if (told.notice) words.unshift(told.notice);
    if (words.length) tell(words, told.refused.length ? 'bad' : 'info');
    cells().forEach(mark);
    Object.keys(sent).forEach(function (name) { var one = cell(name); if (one && one.isText) mark(one); });
    if (told.rows) refresh();
  }
  function replace(name, html) {
    var old = document.getElementById(name);
    if (!old) return;
    var holder = document.createElement('div');
    holder.innerHTML = html;
    old.replaceWith(holder.firstElementChild);
  }
  function marks(list) {
    var by = {};
    list.forEach(function (item) {
      by[item[0]] = item;
      var one = isLong() && plain.find(form, item[0]);
      if (one && !one.td.querySelector('[data-marks]')) plain.place(one.td, item[0], item[3]);
    });
    form.querySelectorAll('[data-marks]').forEach(function (place) {
      var item = by[place.getAttribute('data-marks')];
      var html = item ? item[2] : '';
      if (place.innerHTML !== html) place.innerHTML = html;
      var td = place.closest('td'), input = cell(place.getAttribute('data-marks'));
      if (td) { td.classList.toggle('x', !!item && item[1] === 'x'); td.classList.toggle('w', !!item && item[1] === 'w'); }
      if (input && input.setAttribute) {
        var number = item && /#(find-\d+)/.exec(item[2]);
        if (number) input.setAttribute('aria-describedby', number[1]); else input.removeAttribute('aria-describedby');
        if (item && item[1] === 'x') input.setAttribute('aria-invalid', 'true'); else input.removeAttribute('aria-invalid');
      }
    });
  }

  // --- messages ------------------------------------------------------------------------------------------------
  function link(words, href) { var a = document.createElement('a'); a.className = 'btn s'; a.href = href; a.textContent = words; return a; }
  function button(words, act) {
    var b = document.createElement('button');
    b.type = 'button'; b.className = 'btn s'; b.textContent = words; b.addEventListener('click', act);
    return b;
  }
  function note(place, tone, bold, rest, actions) {
    place.textContent = '';
    var box = document.createElement('div'), text = document.createElement('p'), strong = document.createElement('b');
    box.className = 'msg ' + tone; box.setAttribute('role', 'status');
    box.innerHTML = '<svg class="i" aria-hidden="true"><use href="#i-' + (tone === 'bad' ? 'err' : tone === 'warn' ? 'warn' : 'hint') + '"/></svg>';
    strong.textContent = bold;
    text.appendChild(strong); text.appendChild(document.createTextNode(rest || ''));
    var middle = document.createElement('div'); middle.appendChild(text); box.appendChild(middle);
    if (actions && actions.length) {
      var acts = document.createElement('div'); acts.className = 'acts row';
      actions.forEach(function (a) { acts.appendChild(a); });
      box.appendChild(acts);
    }
    place.appendChild(box);
  }
  function tell(words, tone) {
    var place = document.querySelector('[data-kept]');
    note(place, tone, words[0], words.slice(1).join(' '), [button('知道了', function () { place.textContent = ''; })]);
  }

  // --- what was kept on this computer --------------------------------------------------------------------------
  function forget() { try { localStorage.removeItem(store); } catch (e) { return; } }
  function partPath(part) { return location.pathname.replace(/\/[^/]*$/, '/' + part); }
  (function () {
    var kept = null;
    try { kept = JSON.parse(localStorage.getItem(store)); } catch (e) { kept = null; }
    if (!kept || !kept.cells) return;
    var isHere = kept.part === field('part').value;
    // What was sent on leaving may still be on its way: the server is asked a moment later what it has.
    setTimeout(function () {
      fetch(isHere ? here() : partPath(kept.part), { credentials: 'same-origin', headers: { Accept: 'text/html' } })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('editor');
          if (!fresh) return;
          var left = Object.keys(kept.cells).filter(function (name) {
            var input = fresh.elements.namedItem(name) || plain.find(fresh, name);
            return input && input.value !== kept.cells[name].now;
          });
          if (left.length) return offer(kept, left, isHere);
          forget();
          var stale = isHere && Object.keys(kept.cells).some(function (name) { var input = cell(name); return input && input.value !== kept.cells[name].now; });
          if (stale && !changed().length) refresh();
        }).catch(function () { return; });
    }, 700);
  })();
  function offer(kept, names, isHere) {
    var place = document.querySelector('[data-kept]');
    var when = new Date(kept.at), two = function (n) { return (n < 10 ? '0' : '') + n; };
    var time = two(when.getHours()) + ':' + two(when.getMinutes());
    var title = '这台电脑里有 ' + names.length + ' 格没有存上。';
    if (!isHere) return note(place, 'warn', title, time + ' 填的，在另一部分。', [link('去接上', partPath(kept.part))]);
    note(place, 'warn', title, time + ' 填的。接上就补存，不要就丢掉。', [
      button('接上', function () {
        place.textContent = '';
        change(names.map(function (name) { return { name: name, to: kept.cells[name].now }; }));
        send();
      }),
      button('丢掉', function () { place.textContent = ''; forget(); })
    ]);
  }

  // --- undo ----------------------------------------------------------------------------------------------------
  // One step is a list of cells with what they were and became, or rows that came and went with what was in them.
  function push(step) {
    undo.push(step);
    redo = [];
    if (undoButton) undoButton.disabled = false;
  }
  function write(name, value) {
    var input = cell(name);
    if (!input || !input.hasAttribute || input.readOnly) return false;
    if (input.isText) {
      if (input.value === value) return true;
      learnOne(input);
      dirty[name] = true;
    }
    if (input.tagName === 'SELECT' && !Array.prototype.some.call(input.options, function (o) { return o.value === value; })) return false;
    input.value = value;
    mark(input);
    return true;
  }
  function change(list) {
    var step = { cells: [] };
    list.forEach(function (item) {
      var input = cell(item.name);
      if (!input || input.value === item.to) return;
      var from = input.value;
      if (write(item.name, item.to)) step.cells.push({ name: item.name, from: from, to: item.to });
    });
    if (step.cells.length) { push(step); keep(); later(400); }
    return step.cells.length;
  }
  function back(from, to, forward) {
    finish();
    var step = from.pop();
    if (!step) return;
    to.push(step);
    if (undoButton) undoButton.disabled = undo.length === 0;
    if (step.rows) {
      restore(forward ? step.after : step.before);
    } else {
      step.cells.forEach(function (item) { write(item.name, forward ? item.to : item.from); });
      var first = cell(step.cells[0].name);
      if (first && first.focus) hold(first);
      keep();
      later(400);
    }
  }
  // The rows of every table with their cells, for steps that change rows.
  function picture() {
    var out = {};
    form.querySelectorAll('[data-grid]').forEach(function (grid) {
      out[grid.getAttribute('data-grid')] = Array.prototype.map.call(grid.querySelectorAll('tbody tr[data-row]'), function (row) {
        var values = {};
        plain.inRow(row).forEach(function (input) { values[input.name] = input.value; });
        return { path: row.getAttribute('data-row'), values: values };
      });
    });
    return out;
  }
  function rowID(path) { return path.slice(path.lastIndexOf('[') + 1, -1); }
  function restore(wanted) {
    var now = picture(), steps = [], extra = {};
    Object.keys(wanted).forEach(function (list) {
      var there = {}, goal = {}, above = '-';
      (now[list] || []).forEach(function (row) { there[row.path] = row.values; });
      wanted[list].forEach(function (row) { goal[row.path] = true; });
      var kept = Object.keys(there).filter(function (path) { return goal[path]; });
      Object.keys(there).forEach(function (path) { if (!goal[path]) steps.push('remove ' + path); });
      wanted[list].forEach(function (row, index) {
        var is = there[row.path];
        if (!is) steps.push('add ' + list + ' ' + rowID(row.path) + ' ' + above);
        else if (kept[index] !== row.path) steps.push('move ' + row.path + ' ' + above);
        Object.keys(row.values).forEach(function (name) {
          if (!is) { if (row.values[name]) extra[name] = row.values[name]; }
          else if (is[name] !== row.values[name]) write(name, row.values[name]);
        });
        above = rowID(row.path);
      });
    });
    if (steps.length) send(steps, extra); else later(200);
  }
  function rows(steps, extra, then) {
    var before = picture();
    send(steps, extra, function (told) {
      if (then) then(told);
      pending = { before: before };
      if (!told.rows) { settle(); }
    });
  }
  var pending = null;
  function settle() {
    if (!pending) return;
    var step = { rows: true, before: pending.before, after: picture() };
    pending = null;
    if (JSON.stringify(step.before) !== JSON.stringify(step.after)) push(step);
  }
  // Rows came or went: the tables are fetched again; what is being typed stays.
  function refresh(then, isWhole) {
    var at = document.activeElement && document.activeElement.name;
    fetch(here(isWhole), { credentials: 'same-origin', headers: { Accept: 'text/html' } })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, 'text/html');
        var part = fresh.getElementById('blocks');
        if (!part) return;
        // The table has become a long one.
        if (!isWhole && !narrow.matches && part.querySelector('[data-long]')) return refresh(then, true);
        var typed = {};
        changed().forEach(function (input) { typed[input.name] = input.value; });
        blocks.replaceChildren.apply(blocks, Array.prototype.slice.call(part.childNodes));
        field('draft').value = fresh.querySelector('#editor [name=draft]').value;
        if (isLong()) {
          // What a cell of text has from the server is learnt when it is taken in hand.
          known = {};
          dirty = {};
          plain.layOut(form);
          if (field('page')) field('page').remove();
          replace('findings', fresh.getElementById('findings').outerHTML);
        }
        cells().forEach(function (input) { known[input.name] = input.value; });
        Object.keys(typed).forEach(function (name) { write(name, typed[name]); });
        settle();
        var input = at && cell(at);
        if (wish) { var rowsNow = form.querySelectorAll('[data-grid="' + wish + '"] tbody tr[data-row]'); wish = null;
          var last = rowsNow[rowsNow.length - 1]; input = last && plain.inRow(last)[0] || input; }
        if (input && input.focus) hold(input);
        document.dispatchEvent(new Event('rows'));
        if (then) then();
      }).catch(function () { say('没有取到新的行，请刷新这一页', 'warn'); });
  }
  var wish = null;

  // --- the keyboard of a spreadsheet ---------------------------------------------------------------------------
  var writing = null, was = null, anchor = null, current = null;
  function isGrid(input) { return input && input.closest && input.closest('.grid') && input.hasAttribute('data-cell'); }
  function line(input) { return input.closest('tr'); }
  function lines(input) { return Array.prototype.slice.call(input.closest('tbody').querySelectorAll('tr[data-row]')); }
  function column(input) { return Array.prototype.indexOf.call(line(input).children, input.closest('td')); }
  function at(row, index) { var td = row && row.children[index]; return td && plain.of(td); }
  function hold(input) {
    if (input.isText) { learnOne(input); input = plain.open(input.td); }
    current = input;
    input.focus();
    if (input.select && input.tagName === 'INPUT') input.select();
    input.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  function move(input, down, right, toEdge) {
    var all = lines(input), row = all.indexOf(line(input)), col = column(input), next = null;
    for (;;) {
      row += down; col += right;
      if (row < 0 || row >= all.length || col < 0 || col >= all[row].children.length) break;
      var found = at(all[row], col);
      if (found) { next = found; if (!toEdge) break; }
    }
    return next;
  }
  function begin(input) { if (writing !== input) { writing = input; } }
  function finish() {
    if (writing) { record(writing); writing = null; }
  }
  // What a cell held when it was entered, so that leaving it makes one step.
  var held = {};
  function record(input) {
    var from = held[input.name];
    if (from === undefined || from === input.value) return;
    push({ cells: [{ name: input.name, from: from, to: input.value }] });
    held[input.name] = input.value;
  }
  function selected() { return Array.prototype.slice.call(form.querySelectorAll('td.sel')); }
  function unselect() { selected().forEach(function (td) { td.classList.remove('sel'); }); anchor = null; }
  function select(from, to) {
    var all = lines(from), r1 = all.indexOf(line(from)), r2 = all.indexOf(line(to)), c1 = column(from), c2 = column(to);
    selected().forEach(function (td) { td.classList.remove('sel'); });
    for (var r = Math.min(r1, r2); r <= Math.max(r1, r2); r++)
      for (var c = Math.min(c1, c2); c <= Math.max(c1, c2); c++) all[r].children[c].classList.add('sel');
  }
  function chosen(input) {
    var list = selected().map(plain.of).filter(Boolean);
    return list.length ? list : [input];
  }
  function blockText(input) {
    var tds = selected();
    if (!tds.length) return input.value;
    var out = [], row = null;
    tds.forEach(function (td) {
      var control = plain.of(td);
      var value = (control ? control.value : td.textContent).trim();
      if (/[\t\n"]/.test(value)) value = '"' + value.replace(/"/g, '""') + '"';
      if (td.parentNode !== row) { row = td.parentNode; out.push([]); }
      out[out.length - 1].push(value);
    });
    return out.map(function (r) { return r.join('\t'); }).join('\n');
  }

  form.addEventListener('focusin', function (event) {
    var input = event.target;
    if (!input.hasAttribute || !input.hasAttribute('data-cell')) return;
    held[input.name] = input.value;
    was = input.value;
    current = input;
    if (!isGrid(input)) return;
    writing = null;
    about(input);
    plain.acts(line(input));
  });
  // The Tab key comes to a long table at one of its cells.
  form.addEventListener('focusin', function (event) {
    if (event.target.matches('td.txt')) hold(plain.of(event.target));
  });
  form.addEventListener('mousedown', function (event) {
    var input = event.target, td = input.closest('td.txt');
    if (td && event.button === 0 && !input.closest('a')) {
      event.preventDefault();
      unselect();
      return hold(plain.of(td));
    }
    if (isGrid(input)) { if (document.activeElement === input) begin(input); unselect(); }
  });
  form.addEventListener('focusout', function (event) {
    var input = event.target;
    if (!input.hasAttribute || !input.hasAttribute('data-cell')) return;
    record(input);
    writing = null;
    if (input.value !== known[input.name]) later(100);
    if (!input.closest('table.long')) return;
    // When only the window lost the focus, the cell stays open.
    setTimeout(function () {
      if (document.activeElement === input) return;
      if (input.value !== known[input.name]) dirty[input.name] = true;
      plain.close(input);
    }, 0);
  });
  form.addEventListener('input', function (event) {
    var input = event.target;
    if (!input.hasAttribute('data-cell')) return;
    begin(input);
    mark(input);
    keep();
    later();
  });
  form.addEventListener('keydown', function (event) {
    var input = event.target, key = event.key;
    if (event.isComposing || !input.hasAttribute || !input.hasAttribute('data-cell')) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      var letter = key.toLowerCase();
      if (letter === 'z' && !event.shiftKey) { event.preventDefault(); record(input); writing = null; return back(undo, redo, false); }
      if (letter === 'y' || letter === 'z') { event.preventDefault(); return back(redo, undo, true); }
      if (letter === 's') { event.preventDefault(); record(input); return send(); }
    }
    if (!isGrid(input) && key === 'Enter' && input.tagName === 'INPUT') {
      event.preventDefault();
      var every = cells();
      var after = every[every.indexOf(input) + 1];
      if (after) after.focus();
      return;
    }
    if (!isGrid(input)) return;
    var moving = writing !== input, long = input.tagName === 'TEXTAREA', list = input.tagName === 'SELECT';
    function go(next, keepsSelection) {
      event.preventDefault();
      record(input);
      if (!keepsSelection) unselect();
      if (next) hold(next);
    }
    if (key === 'Escape') {
      event.preventDefault();
      input.value = was; mark(input); writing = null; unselect(); keep();
      return hold(input);
    }
    if (key === 'F2') { event.preventDefault(); begin(input); if (input.setSelectionRange) input.setSelectionRange(input.value.length, input.value.length); return; }
    if (key === 'Enter' && !event.altKey) {
      if (long && !moving && event.shiftKey) return;
      return go(move(input, event.shiftKey && !long ? -1 : 1, 0) || input);
    }
    if (key === 'Tab') {
      var next = move(input, 0, event.shiftKey ? -1 : 1);
      if (!next) { var all = lines(input), r = all.indexOf(line(input)) + (event.shiftKey ? -1 : 1), inputs = all[r] && plain.inRow(all[r]);
        next = inputs && inputs[event.shiftKey ? inputs.length - 1 : 0]; }
      if (next) return go(next);
      return;
    }
    if (!moving) return;
    var arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (arrows[key] && !event.altKey) {
      if (list && !event.shiftKey && (key === 'ArrowUp' || key === 'ArrowDown') && !event.ctrlKey) { /* the grid moves; Alt opens the list */ }
      var target = move(input, arrows[key][0], arrows[key][1], event.ctrlKey || event.metaKey);
      if (event.shiftKey) {
        event.preventDefault();
        if (!target) return;
        anchor = anchor || input;
        record(input);
        hold(target);
        return select(anchor, target);
      }
      return go(target || input);
    }
    if (key === 'Home' || key === 'End') {
      var row = plain.inRow(line(input));
      return go(row[key === 'Home' ? 0 : row.length - 1]);
    }
    if (key === 'Delete') {
      event.preventDefault();
      change(chosen(input).map(function (one) { return { name: one.name, to: '' }; }));
      held[input.name] = input.value;
      return;
    }
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'd') {
      event.preventDefault();
      var set = chosen(input);
      if (set.length === 1) { var above = move(input, -1, 0); if (above) change([{ name: input.name, to: above.value }]); }
      else change(set.map(function (one) { var top = set.filter(function (o) { return column(o) === column(one); })[0]; return { name: one.name, to: top.value }; }));
      held[input.name] = input.value;
    }
  });
  form.addEventListener('copy', function (event) {
    var input = document.activeElement;
    if (!isGrid(input) || writing === input && input.selectionStart !== input.selectionEnd && !selected().length) return;
    event.clipboardData.setData('text/plain', blockText(input));
    event.preventDefault();
  });
  form.addEventListener('cut', function (event) {
    var input = document.activeElement;
    if (!isGrid(input) || writing === input) return;
    event.clipboardData.setData('text/plain', blockText(input));
    event.preventDefault();
    change(chosen(input).map(function (one) { return { name: one.name, to: '' }; }));
    held[input.name] = input.value;
  });
  form.addEventListener('paste', function (event) {
    var input = event.target;
    if (!isGrid(input)) return;
    var text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.replace(/[\r\n]+$/, ''))) {
      if (writing === input) return;
      event.preventDefault();
      change([{ name: input.name, to: text.replace(/[\r\n]+$/, '') }]);
      held[input.name] = input.value;
      return;
    }
    event.preventDefault();
    record(input);
    paste(input, text);
  });
  function paste(input, text) {
    var path = line(input).getAttribute('data-row'), list = path.slice(0, path.lastIndexOf('['));
    var here = lines(input), left = here.length - here.indexOf(line(input));
    var count = text.replace(/[\r\n]+$/, '').split('\n').length;
    if (count - left > 50 && !window.confirm('要贴入 ' + count + ' 行，会在表末加 ' + (count - left) + ' 行。贴入吗？')) return;
    var extra = {};
    extra['paste:' + list] = text;
    extra['paste-row'] = rowID(path);
    extra['paste-field'] = input.name.slice(path.length + 1);
    held[input.name] = undefined;
    rows(null, extra, function () { cells().forEach(function (one) { held[one.name] = one.value; }); });
  }

  // The bar above the table tells of the cell in hand; the panel below it holds the rest of its row.
  function about(input) {
    var grid = input.closest('[data-grid]'), bar = grid && grid.querySelector('[data-fx]');
    if (!bar) return;
    var name = bar.querySelector('[data-at]'), words = bar.querySelector('[data-about]');
    name.textContent = input.getAttribute('aria-label') || name.getAttribute('data-at');
    var last = input.closest('td').getAttribute('data-last');
    words.textContent = last || '';
  }

  // --- buttons -------------------------------------------------------------------------------------------------
  form.addEventListener('click', function (event) {
    var b = event.target.closest('button[name=do]');
    if (!b) return;
    var word = b.value, kind = word.split(' ')[0];
    finish();
    if (kind === 'add' || kind === 'remove' || kind === 'move') {
      event.preventDefault();
      if (kind === 'add') wish = word.split(' ')[1];
      rows([word]);
    } else if (kind === 'row') {
      event.preventDefault();
      openRow(word.slice(4));
    }
  });
  function openRow(path) {
    var url = location.pathname + '?row=' + encodeURIComponent(path) + (field('page') ? '&page=' + field('page').value : '');
    function show() {
      fetch(url, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('row-panel');
          if (!fresh) return;
          var old = document.getElementById('row-panel'), row = form.querySelector('tr[data-row="' + path + '"]');
          if (old) old.remove();
          row.closest('[data-grid]').appendChild(fresh);
          learnAnew(fresh);
          var first = fresh.querySelector('[data-cell]');
          if (first) first.focus();
          fresh.scrollIntoView({ block: 'nearest' });
        }).catch(function () { location.assign(url + '#row-panel'); });
    }
    if (changed().length) { send(null, null, show); } else show();
  }
  function learnAnew(part) {
    part.querySelectorAll('[data-cell]').forEach(function (input) { known[input.name] = input.value; });
  }
  if (undoButton) undoButton.addEventListener('click', function () { back(undo, redo, false); });
  document.addEventListener('keydown', function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || form.contains(event.target)) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    back(event.shiftKey ? redo : undo, event.shiftKey ? undo : redo, event.shiftKey);
  });
  form.addEventListener('submit', function () {
    stopped = true;
    clearTimeout(timer);
    // A form sends fields only; what is typed and text by now goes along.
    changed().filter(function (one) { return one.isText; }).forEach(function (one) {
      var hidden = document.createElement('input');
      hidden.type = 'hidden';
      hidden.name = one.name;
      hidden.value = one.value;
      form.appendChild(hidden);
    });
  });
  // A link leads on when what was typed is on the server; a slow network does not hold it up.
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href^="/"]');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.shiftKey || event.metaKey || link.target) return;
    finish();
    if (stopped || !changed().length) return;
    event.preventDefault();
    var gone = false;
    function go() { if (!gone) { gone = true; location.assign(link.href); } }
    send(null, null, go);
    setTimeout(go, 1500);
  });

  // --- leaving, and the network --------------------------------------------------------------------------------
  function leave() {
    if (stopped) return;
    finish();
    var inputs = changed();
    if (!inputs.length) return;
    keep();
    if (navigator.sendBeacon) navigator.sendBeacon(form.getAttribute('data-draft-path'), body(inputs));
  }
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden' && changed().length) { keep(); send(); } });
  window.addEventListener('online', function () { send(); });
  // A page from the browser's memory may be older than the draft.
  window.addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });

  // --- telephone: one row at a time; what was typed is kept when the next row is turned to ----------------------
  form.addEventListener('turned', function () { finish(); send(); });

  learn();
  // A long table came in parts, for browsers without scripts: here it is whole, as text.
  if (!narrow.matches && form.querySelector('[data-long]')) refresh(function () {
    if (location.hash) location.replace(location.hash);
  });
})();
