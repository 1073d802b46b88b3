// Long tables that are filled in: their cells are text, and only the one in hand holds a field. A cell of text answers to
// the same names as a field, so that the editor works with both. Baseline: Chromium 86.
(function () {
  'use strict';

  function head(td) { return td.closest('table').tHead.rows[0].cells[td.cellIndex]; }
  // What a finding left at the cell stands before the text and is kept with it.
  function words(td) { var last = td.lastChild; return last && last.nodeType === 3 ? last.nodeValue : ''; }

  function TextCell(td) { this.td = td; }
  TextCell.prototype = {
    isText: true, readOnly: false, tagName: 'TD',
    get name() { return this.td.parentNode.getAttribute('data-row') + '.' + head(this.td).getAttribute('data-field'); },
    get value() { return words(this.td); },
    set value(text) {
      var last = this.td.lastChild;
      if (last && last.nodeType === 3) last.nodeValue = text;
      else this.td.appendChild(document.createTextNode(text));
    },
    hasAttribute: function (name) { return name === 'data-cell'; },
    closest: function (css) { return this.td.closest(css); },
    focus: function () { open(this.td).focus(); }
  };

  // The field of a cell, in place of its text.
  function open(td) {
    var own = head(td), kind = own.getAttribute('data-kind'), number = td.parentNode.cells[0].textContent;
    var cell = new TextCell(td), value = cell.value, marks = td.querySelector('.mks');
    var input = document.createElement(kind === 'long' ? 'textarea' : kind === 'choice' ? 'select' : 'input');
    if (kind === 'choice') {
      (value ? [] : ['']).concat(own.getAttribute('data-choices').split('|')).forEach(function (name) {
        input.add(new Option(name || '未定', name));
      });
    }
    input.name = cell.name;
    input.value = value;
    input.setAttribute('data-cell', '');
    input.setAttribute('autocomplete', 'off');
    input.setAttribute('aria-label', '第 ' + number + ' 行 ' + own.getAttribute('data-label'));
    if (kind === 'figure') input.setAttribute('inputmode', 'decimal');
    if (own.hasAttribute('data-list')) input.setAttribute('list', own.getAttribute('data-list'));
    var finding = marks && marks.querySelector('a[href^="#find-"]');
    if (finding) input.setAttribute('aria-describedby', finding.getAttribute('href').slice(1));
    if (td.classList.contains('x')) input.setAttribute('aria-invalid', 'true');
    var box = document.createElement('div');
    box.className = 'nm';
    td.textContent = '';
    box.appendChild(input);
    if (marks) box.appendChild(marks);
    td.appendChild(box);
    td.classList.remove('txt');
    td.removeAttribute('tabindex');
    return input;
  }

  // The text of a cell again; the last one in hand is where the Tab key comes back to.
  function close(input) {
    var td = input.closest('td'), grid = td && td.closest('table.long');
    if (!grid || !input.isConnected) return;
    var marks = td.querySelector('.mks'), value = input.value;
    td.textContent = '';
    if (marks) td.appendChild(marks);
    if (value) td.appendChild(document.createTextNode(value));
    td.classList.add('txt');
    grid.querySelectorAll('td[tabindex]').forEach(function (other) { other.removeAttribute('tabindex'); });
    td.setAttribute('tabindex', '0');
  }

  // The cell of a name in a form; null where there is none that is text.
  function find(form, name) {
    var dot = name.lastIndexOf('.'), row = form.querySelector('table.long tr[data-row="' + name.slice(0, dot) + '"]');
    var own = row && row.closest('table').tHead.querySelector('th[data-field="' + name.slice(dot + 1) + '"]');
    var td = own && row.cells[own.cellIndex];
    return td && td.classList.contains('txt') ? new TextCell(td) : null;
  }

  // All cells of a row, fields and text, in their order.
  function inRow(row) {
    return Array.prototype.map.call(row.cells, of).filter(Boolean);
  }
  function of(td) {
    if (td.classList.contains('txt')) return new TextCell(td);
    return td.querySelector('[data-cell]');
  }

  // Room for what a finding says at the cell, and the name that the finding leads to.
  function place(td, path, anchor) {
    var marks = document.createElement('span');
    marks.className = 'mks';
    marks.setAttribute('data-marks', path);
    td.insertBefore(marks, td.firstChild);
    td.id = anchor;
  }

  // Rows are laid out one by one, so that a key in one of them moves nothing in the others.
  function layOut(form) {
    form.querySelectorAll('table.long').forEach(function (table) {
      var widths = Array.prototype.map.call(table.querySelectorAll('col'), function (col) {
        var width = /\bcw(\d+)\b/.exec(col.className);
        return width ? width[1] + 'rem' : 'minmax(0, 1fr)';
      });
      table.style.setProperty('--cols', widths.join(' '));
    });
  }

  // What can be done with a row, when it is pointed at or in hand.
  function acts(row) {
    var td = row.querySelector('td.acts'), grid = row.closest('[data-acts]');
    if (!td || td.firstChild || !grid || !row.closest('table.long')) return;
    var path = row.getAttribute('data-row'), before = row.previousElementSibling;
    var above = before && before.previousElementSibling, number = row.cells[0].textContent;
    var ways = { row: ['详情', 'row ' + path], remove: ['删除', 'remove ' + path] };
    if (before) ways.move = ['上移', 'move ' + path + ' ' + (above ? id(above) : '-')];
    grid.getAttribute('data-acts').split(' ').forEach(function (way) {
      if (!ways[way]) return;
      var button = document.createElement('button');
      button.className = 'link';
      button.type = 'submit';
      button.name = 'do';
      button.value = ways[way][1];
      button.textContent = ways[way][0];
      button.setAttribute('aria-label', '第 ' + number + ' 行 ' + ways[way][0]);
      td.appendChild(button);
    });
  }
  function id(row) { var path = row.getAttribute('data-row'); return path.slice(path.lastIndexOf('[') + 1, -1); }

  document.addEventListener('mouseover', function (event) {
    var row = event.target.closest && event.target.closest('table.long tr[data-row]');
    if (row) acts(row);
  });

  window.textCells = {
    open: open, close: close, find: find, of: of, inRow: inRow, place: place, layOut: layOut, acts: acts
  };
})();
