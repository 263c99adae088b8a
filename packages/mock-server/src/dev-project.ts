/** The credentials of the dev project: known to everybody, so good for development alone. */
export const DEV_API_KEY = 'pulse_key_dev';
export const DEV_API_SECRET = 'pulse_secret_dev';

/** Fixed, so that tokens of before are good when the data is gone. */
export const DEV_PROJECT_ID = '00000000000000000000000dev';

/** Fixed, so that a data folder keeps its meaning over restarts; they protect nothing that is not public already. */
export const DEV_PEPPER = 'pulse-dev-pepper-known-to-everybody';
export const DEV_TOKEN_SECRET = 'pulse-dev-token-secret-of-32-bytes';
