import { InvalidArgumentError } from 'commander'

/** A reader of one of a few words. */
export function oneOf<const W extends string>(words: readonly W[]): (text: string) => W {
  return (text) => {
    const word = words.find((candidate) => candidate === text)
    if (word === undefined) throw new InvalidArgumentError(`Allowed: ${words.join(', ')}.`)
    return word
  }
}
