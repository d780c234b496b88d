/** The page of the sandbox. */
export function pageOf(language: string | undefined): string {
  return `<!doctype html><html lang="${language === "en" ? "en" : "ru"}"></html>`;
}
