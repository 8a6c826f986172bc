import { charterLimits } from '../charterLimits.ts'
import type { YamlNode, YamlSource } from './YamlSource.ts'

const ALLOWED = `text of at most ${charterLimits.textLength} bytes`

/** The vision or the mission; empty where it is absent. */
export function readText(source: YamlSource, at: YamlNode): string {
  if (!source.isPresent(at)) return ''
  const text = source.scalar(at)
  if (text === undefined) source.problem(at, 'is not text', ALLOWED)
  const length = Buffer.byteLength(text ?? '')
  if (length > charterLimits.textLength) source.problem(at, `has ${length} bytes`, ALLOWED)
  return text ?? ''
}
