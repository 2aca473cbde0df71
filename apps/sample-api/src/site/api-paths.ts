const API =
  /^\/(admin|consent|analytics|tracking-items|metrics|health|docs|docs-json|\.well-known)(\/|$)|^\/privacy\/./;

/** Whether a path lies beneath those of the API, where programs ask and an unknown path is an error; `/privacy` itself is a page. */
export const isOfApi = (path: string): boolean => API.test(path);
