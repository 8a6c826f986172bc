import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** When a node began or ceased to lead a DAC, as it has written. */
export interface LeadershipChange {
  readonly isLeading: boolean
  /** Of the ballot. */
  readonly epoch: number
  /** Milliseconds since 1970. */
  readonly time: number
}

/** What a node has written about leading a DAC, since it was last started or in all its lives. */
export function leadership(
  folder: string,
  slug: string,
  since: 'start' | 'ever',
): readonly LeadershipChange[] {
  const lines = readFileSync(join(folder, 'node.log'), 'utf8').split('\n')
  const start = since === 'ever' ? 0 : lines.findLastIndex((line) => line.includes(UP))
  return lines
    .slice(Math.max(0, start))
    .filter((line) => line.includes('"isLeading":') && line.includes(`"dac":"${slug}"`))
    .map((line) => JSON.parse(line) as LeadershipChange)
}

const UP = 'the node is up'
