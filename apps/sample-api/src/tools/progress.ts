/** Says on a terminal how far a tool has come, in one line. */
export const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}`);
};
