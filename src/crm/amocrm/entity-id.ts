/** A positive whole number that JSON can carry exactly; where the CRM means «none» it writes 0. */
export const isEntityId = (text: string): boolean => /^[1-9]\d{0,14}$/.test(text);
