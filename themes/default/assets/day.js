// A page is made for a day and read on another. Whatever has a state by the day holds its later forms beside it, each in a
// `<template data-from="2026-11-22">`: here the one of the reader's day takes the place of the one that was written.
// A script of the old sort, since browsers load no modules from a saved copy.
"use strict";
{
  /** The reader's day where the site is, as `2026-11-22`: so two days compare as texts. */
  const today = () => {
    const timeZone = document.documentElement.dataset.timeZone;
    const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    const parts = Object.fromEntries(format.formatToParts(new Date()).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };

  const show = () => {
    const day = today();
    for (const place of new Set([...document.querySelectorAll("template[data-from]")].map((form) => form.parentElement))) {
      const forms = [...place.children].filter((child) => child.matches("template[data-from]"));
      const form = forms.findLast((form) => form.dataset.from <= day);
      if (form && place.dataset.day !== form.dataset.from) {
        place.dataset.day = form.dataset.from;
        const before = place.textContent;
        place.replaceChildren(form.content.cloneNode(true), ...forms);
        // What the page is called stands in the tab as well.
        if (place.matches("h1")) document.title = document.title.replace(before, () => place.textContent);
      }
    }
  };

  show();
  // A page that stays open over midnight.
  document.addEventListener("visibilitychange", show);
  // What another script has brought from elsewhere.
  document.addEventListener("brought", show);
}
