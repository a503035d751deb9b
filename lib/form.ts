/** A text field of a form; '' when it is missing, or is a file that someone put in its place. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
