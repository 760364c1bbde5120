/** A file that was made for somebody, put among their downloads. */

const KEPT_MS = 60_000;

/** @param {{content: Blob, name: string}} file */
export function save({ content, name }) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
