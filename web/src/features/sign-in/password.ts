/** As the service asks for it. */
export const passwordLengthMin = 8;
