/* Tells the form which clock the reader lives by, so that dates are promised in their own time. */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("input[data-zone]")) field.value = zone ?? "";
