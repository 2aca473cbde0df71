/** The page's words in one line, without markup. */
export const wordsOf = (page: string): string => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

/** The hidden fields of one of the forms that a page has. */
export const fieldsOf = (page: string, form: RegExp = /<form[^>]*id="np-dialog-all"/): Record<string, string> => {
  const [, content = ''] = new RegExp(`${form.source}[^>]*>(.*?)</form>`, 's').exec(page) ?? [];
  return Object.fromEntries(
    [...content.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
};
