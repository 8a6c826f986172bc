import { InvalidArgumentError } from 'commander'

/** Any text but an empty one. */
export function readText(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.')
  return text
}
