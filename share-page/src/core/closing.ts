/** Why a connection will not be made again; `left`: its viewer wants no more. */
export type Ending = 'ended' | 'expired' | 'refused' | 'kicked' | 'full' | 'broken' | 'left';

/** What the server says in HTTP's words about a session and a token. */
export type Verdict = 'valid' | 'refused' | 'full' | 'unreachable';

/** The ending that a close code means; undefined: connect again. */
export function endingOf(code: number): Ending | undefined {
  switch (code) {
    case 1000:
      return 'ended';
    case 4401:
      return 'expired';
    case 4403:
      return 'kicked';
    case 1002:
    case 1007:
    case 1008:
    case 1009:
    case 4400:
      return 'broken';
    default:
      return undefined;
  }
}

/** The verdict that an HTTP status means. */
export function verdictOf(status: number): Verdict {
  switch (status) {
    case 200:
      return 'valid';
    case 401:
    case 403:
    case 421:
      return 'refused';
    case 503:
      return 'full';
    default:
      return 'unreachable';
  }
}
