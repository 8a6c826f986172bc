import { styleText } from 'node:util'

export type ColourName = 'red' | 'green' | 'yellow' | 'cyan' | 'bold' | 'dim'

/** Colours a text, or leaves it as it is where colours are not wanted. */
export type Colour = (name: ColourName, text: string) => string

/** Colours for a stream: none unless it is a terminal, and none with `NO_COLOR` (no-color.org). */
export function colourFor(
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Colour {
  const isWanted = isTerminal && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb'
  if (!isWanted) return (_, text) => text
  return (name, text) => styleText(name, text, { validateStream: false })
}
