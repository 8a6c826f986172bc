import { faultyMachine } from '@mvm/execution'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  faultStories,
  quietBlock,
  STAGE_BLOCKS,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { checkWithNode, WitnessLimitError, type WitnessPort } from '../../src/index.ts'

const WRONG_BLOCK = STAGE_BLOCKS + 2
const { signal } = new AbortController()

async function chainOf(machine?: ReturnType<typeof faultyMachine>): Promise<RollupChain> {
  const chain = new RollupChain(machine)
  const stage = await setStage(chain)
  for (const story of [quietBlock, faultStories['wrong-storage'], quietBlock, quietBlock]) {
    await chain.block(story(stage).transactions ?? [])
  }
  return chain
}

/** Hands out so many blocks at a time, and says what it says of where more would fit. */
function stingy(
  chain: RollupChain,
  blocks: number,
  hintOf = (firstBlock: number) => firstBlock + blocks - 1,
) {
  const asked: [number, number][] = []
  const node: WitnessPort = {
    name: 'a stingy node',
    witness: async (_chainId, firstBlock, lastBlock) => {
      asked.push([firstBlock, lastBlock])
      if (lastBlock - firstBlock >= blocks) {
        throw new WitnessLimitError({ url: 'there', fittingBlock: hintOf(firstBlock) })
      }
      return chain.witness(firstBlock, lastBlock)
    },
  }
  return { node, asked }
}

describe('a segment whose witness is too large for one request', () => {
  let honest: RollupChain
  let lying: RollupChain
  beforeAll(async () => {
    honest = await chainOf()
    lying = await chainOf(
      faultyMachine('wrong-storage', { chainId: CHAIN_ID, fromBlock: WRONG_BLOCK }),
    )
  })

  it('is asked for in parts of the size that the node says', async () => {
    const { headNumber } = honest
    const { node, asked } = stingy(honest, 3)
    const verdict = await checkWithNode(honest.claim(1, headNumber), node, signal)
    expect(verdict).toEqual({ kind: 'equal', blockCount: headNumber })
    expect(headNumber).toBe(7)
    expect(asked).toEqual([
      [1, 7],
      [1, 3],
      [4, 6],
      [7, 7],
    ])
  })

  it.each([1, 2, 3, 4])('has the same wrong block in parts of %i blocks', async (blocks) => {
    const { node } = stingy(lying, blocks)
    expect(await checkWithNode(lying.claim(2, 7), node, signal)).toMatchObject({
      kind: 'different',
      blockNumber: WRONG_BLOCK,
      ownRoot: honest.outputRoot(WRONG_BLOCK),
    })
  })

  it.each([
    ['the same again', (firstBlock: number) => firstBlock + 6],
    ['one beyond the segment', () => 100],
    ['one before it', () => 0],
  ])('is given up where the node names no smaller part but %s', async (_what, hintOf) => {
    const { node, asked } = stingy(honest, 3, hintOf)
    await expect(checkWithNode(honest.claim(1, 7), node, signal)).rejects.toMatchObject({
      code: 'WITNESS_LIMIT',
    })
    expect(asked).toHaveLength(1)
  })

  it('is given up where the node dawdles through its parts, whatever it hands out', async () => {
    const { node, asked } = stingy(honest, 1)
    const dawdling: WitnessPort = {
      name: 'a dawdler',
      witness: async (chainId, firstBlock, lastBlock, patience) => {
        // Of the first blocks it is as quick as anybody.
        if (firstBlock === 3) {
          await new Promise((_, reject) => {
            patience.addEventListener('abort', () => reject(patience.reason))
          })
        }
        return node.witness(chainId, firstBlock, lastBlock, patience)
      },
    }
    await expect(checkWithNode(honest.claim(1, 7), dawdling, signal, 2_000)).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    expect(asked.at(-1)).toEqual([2, 2])
  })
})
