/** RFC 6265, section 4.1.1: a token of RFC 2616. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text is the name of a cookie, of so many characters at most. Browsers send what is none, and nothing is done about it. */
export const isCookieName = (name: string, longest: number): boolean => name.length <= longest && TOKEN.test(name);
