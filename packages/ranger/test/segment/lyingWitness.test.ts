import { faultyMachine } from '@mvm/execution'
import { encodeBlockHeader, genesisHeader } from '@mvm/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  faultStories,
  quietBlock,
  STAGE_BLOCKS,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { checkSegment, type SegmentClaim, type SegmentWitness } from '../../src/index.ts'

/** What a server can do to a list of elements. */
type Meddling = (elements: readonly Uint8Array[]) => readonly Uint8Array[]

const drop = fc.nat().map(
  (at): Meddling =>
    (list) =>
      list.filter((_, i) => i !== at % list.length),
)
const flip = fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })).map(
  ([at, place, bits]): Meddling =>
    (list) => {
      const index = at % list.length
      return list.map((bytes, i) =>
        i === index
          ? bytes.map((byte, j) => (j === place % bytes.length ? byte ^ bits : byte))
          : bytes,
      )
    },
)
const swap = fc.tuple(fc.nat(), fc.nat()).map(
  ([a, b]): Meddling =>
    (list) =>
      list.map((bytes, i) =>
        i === a % list.length ? (list[b % list.length] as Uint8Array) : bytes,
      ),
)
const add = fc.uint8Array({ maxLength: 200 }).map(
  (bytes): Meddling =>
    (list) => [...list, bytes],
)
const cut = fc.nat().map(
  (at): Meddling =>
    (list) =>
      list.map((bytes, i) =>
        i === at % list.length ? bytes.subarray(0, bytes.length >> 1) : bytes,
      ),
)
const meddling = fc.array(fc.oneof(drop, flip, swap, add, cut), { minLength: 1, maxLength: 4 }).map(
  (steps): Meddling =>
    (list) =>
      steps.reduce((made, step) => (made.length === 0 ? made : step(made)), list),
)

const meddled = fc.record({
  nodes: fc.option(meddling, { nil: undefined }),
  codes: fc.option(meddling, { nil: undefined }),
  headers: fc.option(meddling, { nil: undefined }),
  parentHeader: fc.option(flip, { nil: undefined, freq: 8 }),
})

type Meddled = typeof meddled extends fc.Arbitrary<infer T> ? T : never

function meddle(
  witness: SegmentWitness,
  { nodes, codes, headers, parentHeader }: Meddled,
): SegmentWitness {
  return {
    nodes: nodes?.(witness.nodes) ?? witness.nodes,
    codes: codes?.(witness.codes) ?? witness.codes,
    headers: headers?.(witness.headers) ?? witness.headers,
    parentHeader: parentHeader?.([witness.parentHeader])[0] ?? witness.parentHeader,
  }
}

interface Subject {
  readonly claim: SegmentClaim
  readonly witness: SegmentWitness
}

const WRONG_BLOCK = STAGE_BLOCKS + 2

async function subject(chain: RollupChain): Promise<Subject> {
  const stage = await setStage(chain)
  for (const block of [quietBlock(stage), faultStories['wrong-storage'](stage)]) {
    await chain.block(block.transactions ?? [])
  }
  return { claim: chain.claim(2, WRONG_BLOCK), witness: await chain.witness(2, WRONG_BLOCK) }
}

describe('a server that meddles with a witness', () => {
  let honest: Subject
  let lying: Subject

  beforeAll(async () => {
    honest = await subject(new RollupChain())
    const machine = faultyMachine('wrong-storage', { chainId: CHAIN_ID, fromBlock: WRONG_BLOCK })
    lying = await subject(new RollupChain(machine))
  })

  it('never makes an honest block look wrong', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(meddled, async (change) => {
        const { kind } = await checkSegment(honest.claim, meddle(honest.witness, change))
        seen.add(kind)
        expect(kind).not.toBe('different')
      }),
      { numRuns: 300, seed: 1 },
    )
    expect([...seen].sort()).toEqual(['equal', 'witness-incomplete'])
  })

  it('never makes a wrong block look honest', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(meddled, async (change) => {
        const verdict = await checkSegment(lying.claim, meddle(lying.witness, change))
        seen.add(verdict.kind)
        expect(verdict.kind).not.toBe('equal')
        if (verdict.kind === 'different') expect(verdict.blockNumber).toBe(WRONG_BLOCK)
      }),
      { numRuns: 300, seed: 2 },
    )
    expect([...seen].sort()).toEqual(['different', 'witness-incomplete'])
  })

  it('cannot leave out a single element that is needed: none is superfluous', async () => {
    const { claim, witness } = honest
    for (const list of ['nodes', 'codes'] as const) {
      for (const at of witness[list].keys()) {
        const less = { ...witness, [list]: witness[list].filter((_, i) => i !== at) }
        expect(await checkSegment(claim, less)).toMatchObject({
          kind: 'witness-incomplete',
          error: { code: 'WITNESS_INCOMPLETE' },
        })
      }
    }
  })

  it('cannot have the segment checked on another parent', async () => {
    const parentHeader = encodeBlockHeader(genesisHeader(CHAIN_ID))
    expect(await checkSegment(honest.claim, { ...honest.witness, parentHeader })).toMatchObject({
      kind: 'witness-incomplete',
      error: { blockNumber: 2 },
    })
  })

  it('says in what a wrong block differs only by the header that is claimed', async () => {
    const { claim, witness } = lying
    expect(await checkSegment(claim, witness)).toMatchObject({ fields: ['stateRoot'] })
    expect(
      await checkSegment(claim, { ...witness, headers: honest.witness.headers }),
    ).toMatchObject({
      kind: 'different',
      fields: null,
    })
  })
})
