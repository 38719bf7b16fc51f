/** What the page says, in one place. */

import type { Person } from './messages';
import type { Permission } from './permission';
import type { Phase, ViewerState } from './viewer';

export type Tone = 'good' | 'busy' | 'bad' | 'over';

/** The state of the connection in a word or two. */
export function stateWords(phase: Phase, paused: boolean, now: number): { readonly text: string; readonly tone: Tone } {
  if (paused && isHere(phase)) return { text: 'Paused', tone: 'bad' };
  switch (phase.kind) {
    case 'connecting':
      return { text: 'Connecting', tone: 'busy' };
    case 'live':
      return { text: 'Live', tone: 'good' };
    case 'behind':
      return { text: 'Catching up', tone: 'busy' };
    case 'waiting':
      return { text: `Reconnecting in ${Math.max(1, Math.ceil((phase.until - now) / 1000))} s`, tone: 'bad' };
    case 'polling':
      return { text: 'Updated every 2 s', tone: 'busy' };
    case 'ended':
      return { text: 'Ended', tone: 'over' };
    case 'expired':
      return { text: 'Link expired', tone: 'over' };
    case 'refused':
      return { text: 'Refused', tone: 'over' };
    case 'kicked':
      return { text: 'Removed', tone: 'over' };
    case 'full':
      return { text: 'Full', tone: 'over' };
    case 'broken':
      return { text: 'Stopped', tone: 'over' };
    case 'left':
      return { text: 'Left', tone: 'over' };
  }
}

/** Whether the page is connected to the session. */
export function isHere({ kind }: Phase): boolean {
  return kind === 'live' || kind === 'behind';
}

/** Whether nothing more will come by itself. */
export function isOver(phase: Phase): boolean {
  return cardFor(phase, undefined) !== undefined;
}

/** What the state of the connection means, in a sentence. */
export function stateSentence(phase: Phase, paused: boolean, exit: number | undefined): string {
  if (paused && isHere(phase)) return PAUSED.text;
  switch (phase.kind) {
    case 'connecting':
      return 'The page is getting in touch with the shared terminal.';
    case 'live':
      return 'You see every character as soon as it is printed.';
    case 'behind':
      return 'More is printed than gets here. The page skips to the newest screen when it has to.';
    case 'waiting':
      return 'The connection is lost. The page tries again by itself, and goes on where it stopped.';
    case 'polling':
      return 'Something on the way lets no live connection through. The screen is fetched every two seconds; typing has to wait.';
    default:
      return cardFor(phase, exit)?.text ?? '';
  }
}

/** What a viewer is called. */
export function nameOf(person: Person): string {
  return person.name !== '' ? person.name : `Viewer ${person.id}`;
}

/** The hue of a viewer's colour, in degrees: neighbours in the order of coming are far apart. */
export function hueOf(viewer: number): number {
  return Math.round(viewer * 137.508) % 360;
}

/** An amount of bytes in its largest unit. */
export function amount(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What a viewer may do, as the bar says it. */
export function roleWords({ role, until }: Permission, locked: boolean, now: number): string {
  if (role === 'watch') return 'Watch only';
  if (locked) return 'Locked';
  return until === undefined ? 'Can type' : `Can type · ${countdown(until - now)}`;
}

/** Who types now, other than oneself; empty: nobody. */
export function typistWords({ typing, viewers, viewer }: Pick<ViewerState, 'typing' | 'viewers' | 'viewer'>): string {
  if (typing === null || typing === viewer) return '';
  if (typing === 'host') return 'The host types';
  const person = viewers.find(({ id }) => id === typing);
  return person === undefined ? 'Somebody types' : `${nameOf(person)} types`;
}

/** Minutes and seconds, as in `9:05`. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Where there is no connection. */
export const NOWHERE = 'Not connected: what you type goes nowhere';

/** Why a key of somebody who may not type is not typed. */
export function refusal({ limits, asking, phase }: Pick<ViewerState, 'limits' | 'asking' | 'phase'>): string {
  // Nobody has said yet what this one may do.
  if (limits === undefined) return NOWHERE;
  const asks = asking === 'no' && isHere(phase) ? ': ask to type in the bar above' : '';
  return `You are watching only${asks}`;
}

/** A full page: why there is nothing (more) to see. `again`: the words for trying again, where that may help. */
export interface Card {
  readonly title: string;
  readonly text: string;
  readonly again?: string;
}

/** The curtain: the host does something that is not for others. */
export const PAUSED: Card = {
  title: 'The host has paused sharing',
  text: 'The screen comes back by itself. There is nothing that you need to do.',
};

/** The page for a phase; undefined where the terminal speaks for itself. */
export function cardFor(phase: Phase, exit: number | undefined): Card | undefined {
  switch (phase.kind) {
    case 'ended':
      return { title: 'The session has ended', text: exitWords(exit) };
    case 'expired':
      return {
        title: 'This link no longer works',
        text: 'It has expired or was revoked. Ask the person who shared the terminal for a new link.',
      };
    case 'refused':
      return {
        title: 'This link does not open a terminal',
        text: 'It may be incomplete or have expired. Check that it was copied whole, up to its last character.',
      };
    case 'kicked':
      return { title: 'You were removed', text: 'The person who shares this terminal has ended your visit.' };
    case 'full':
      return {
        title: 'There is no room right now',
        text: 'As many people as the session admits are watching already. Try again in a while.',
        again: 'Try again',
      };
    case 'broken':
      return {
        title: 'The connection was stopped',
        text: 'The server and this page did not understand each other. Loading the page again may help.',
        again: 'Try again',
      };
    case 'left':
      return { title: 'You left', text: 'The terminal goes on without you.', again: 'Join again' };
    default:
      return undefined;
  }
}

export const NO_LINK: Card = {
  title: 'This is not a whole link',
  text: 'A link to a shared terminal ends in a long secret after the # sign. Open it again exactly as it was given to you.',
};

/** What an exit status tells; from 129 on the shell may have been ended by a signal. */
export function exitWords(status: number | undefined): string {
  if (status === undefined) return 'The shell was closed.';
  const closed = `The shell was closed with exit status ${status}`;
  // A shell also ends with the status of its last command, which Ctrl-C may have ended.
  return status > 128 && status <= 192 ? `${closed}, perhaps by signal ${status - 128}.` : `${closed}.`;
}

/** A span of time in its largest unit, as in `23 h`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} days`;
}
