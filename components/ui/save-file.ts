/** Offers a text to keep. It never leaves the browser: the file is made here. */
export function saveText(title: string, text: string): void {
  const address = URL.createObjectURL(new Blob([`${title}\n\n${text}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${title.toLowerCase().replaceAll(' ', '-')}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}
