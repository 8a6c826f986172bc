import { closestWord } from './closestWord.ts'
import type { YamlNode, YamlSource } from './YamlSource.ts'

/** One of a few words; `undefined` where it is absent or, after a problem, another one. */
export function readWord<const W extends string>(
  source: YamlSource,
  at: YamlNode,
  words: readonly W[],
): W | undefined {
  if (!source.isPresent(at)) return undefined
  const typed = source.scalar(at)
  const word = words.find((candidate) => candidate === typed)
  if (word === undefined) {
    const meant = typed === undefined ? undefined : closestWord(typed, words)
    const hint = meant === undefined ? '' : `, did you mean ${meant}?`
    source.problem(at, `${quoted(typed)} is not known${hint}`, words.join(', '))
  }
  return word
}

function quoted(typed: string | undefined): string {
  return typed === undefined ? 'what stands here' : `"${typed}"`
}
