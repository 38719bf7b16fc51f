import type { Role } from './messages';

/** Whether a viewer may type, for how long, and whether it has asked to. */
export interface Permission {
  readonly role: Role;
  /** When the right to type ends, in milliseconds since 1970; undefined: with the link. */
  readonly until: number | undefined;
  /** `never`: nobody but the host types in this session, and asking is of no use. */
  readonly asking: 'no' | 'pending' | 'never';
}

/** What the host has decided means for a permission, and what is said about it; undefined: nothing. */
export function decided(
  before: Permission,
  role: Role,
  until: number | undefined,
  now: number,
): { readonly permission: Permission; readonly words: string | undefined } {
  const asking = before.asking === 'never' ? 'never' : 'no';
  return { permission: { role, until, asking }, words: words(before, role, now) };
}

/** Clocks differ, and the end of a role for a time is told a little after it. */
const NEAR_MS = 5_000;

function words(before: Permission, role: Role, now: number): string | undefined {
  if (role === 'type') return before.role === 'watch' ? 'You can type now' : undefined;
  if (before.role === 'watch') return before.asking === 'pending' ? 'The host said no' : undefined;
  const over = before.until !== undefined && now > before.until - NEAR_MS;
  return over ? 'Your time to type is over' : 'The host took typing back';
}
