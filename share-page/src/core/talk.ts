/** What viewers can react with (PROTOCOL.md). */
export const REACTIONS = ['👍', '👏', '🎉', '❤️', '😂', '😮', '🤔', '👀'] as const;
export type Emoji = (typeof REACTIONS)[number];

/** The longest thing to say, in characters. */
export const CHAT_TEXT = 280;

/** What a viewer says, or shows. Texts are clean already. */
export type Talk = { readonly from: number; readonly name: string } & (
  { readonly text: string } | { readonly emoji: Emoji }
);

export function isReaction(text: string): text is Emoji {
  return REACTIONS.some((emoji) => emoji === text);
}
