import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestNode } from '../support/TestNode.ts'

/** The node that seals a DAC, by what the nodes have written about it. */
export function leaderOf(nodes: readonly TestNode[], slug: string): TestNode | undefined {
  return nodes.find((node) => {
    if (!node.isRunning) return false
    const lines = readFileSync(join(node.folder, 'node.log'), 'utf8').split('\n')
    const last = lines.findLast((line) => line.includes('isLeading') && line.includes(slug))
    const lastStart = lines.findLastIndex((line) => line.includes('the node is up'))
    return last?.includes('"isLeading":true') === true && lines.lastIndexOf(last) > lastStart
  })
}
