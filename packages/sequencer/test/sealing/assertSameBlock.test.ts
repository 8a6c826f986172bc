import type { BlockHeader } from '@mvm/protocol'
import { asHash, type BlockHash, genesisHeader, type OutputRoot } from '@mvm/protocol'
import { expect, test } from 'vitest'
import type { BlockFacts } from '../../src/port/ChainPort.ts'
import { assertSameBlock } from '../../src/sealing/assertSameBlock.ts'
import { SealedBlockMismatchError } from '../../src/sealing/SealedBlockMismatchError.ts'
import { chainId } from '../pool/examinedTransaction.ts'

const facts: BlockFacts = {
  header: genesisHeader(chainId),
  hash: asHash<BlockHash>('0xaa'),
  outputRoot: asHash<OutputRoot>('0xbb'),
}

test('equal runs pass', () => {
  expect(() => assertSameBlock(facts, structuredClone(facts))).not.toThrow()
})

test('a difference in any field is found and named', () => {
  for (const field of Object.keys(facts.header) as (keyof BlockHeader)[]) {
    const value = facts.header[field]
    const other = typeof value === 'string' ? `${value}00` : Number(value) + 1
    const header = { ...facts.header, [field]: other }
    expect(() => assertSameBlock(facts, { ...facts, header })).toThrow(`(${field}: sealed `)
  }
  for (const change of [
    { hash: asHash<BlockHash>('0xab') },
    { outputRoot: asHash<OutputRoot>('0xbc') },
  ]) {
    expect(() => assertSameBlock(facts, { ...facts, ...change })).toThrow(SealedBlockMismatchError)
  }
})
