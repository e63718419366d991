/** The largest body of a request, in bytes; every body that a contract takes fits in. The gateway alone would take 10 MB (AWS, HTTP API quotas). */
export const maxBodyBytes = 256 * 1024;
