// SPDX-License-Identifier: EUPL-1.2
// The board by keyboard: arrows lead from card to card. Without this file the tab key does.
import { onKeys } from "./house.js";

const board = document.querySelector("[data-board]");
const columns = board ? [...board.children].map((column) => [...column.querySelectorAll("[data-card]")]) : [];

function place() {
  const row = columns.map((cards) => cards.indexOf(document.activeElement));
  const column = row.findIndex((number) => number >= 0);
  return column < 0 ? null : [column, row[column]];
}

function stand(column, row) {
  const cards = columns[column];
  if (!cards?.length) return false;
  cards[Math.max(0, Math.min(row, cards.length - 1))].focus();
  return true;
}

function down(step) {
  const at = place();
  if (!at) return false;
  return stand(at[0], at[1] + step);
}

function across(step) {
  const at = place();
  if (!at) return false;
  for (let column = at[0] + step; column >= 0 && column < columns.length; column += step) {
    if (stand(column, at[1])) return true;
  }
  return true;
}

if (board) {
  onKeys({
    ArrowDown: () => down(1),
    ArrowUp: () => down(-1),
    ArrowRight: () => across(1),
    ArrowLeft: () => across(-1),
    b: () => stand(columns.findIndex((cards) => cards.length), 0),
  });
}
