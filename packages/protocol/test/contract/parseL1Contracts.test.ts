import { expect, test } from 'vitest'
import { type L1Contracts, L1ContractsInvalidError, parseL1Contracts } from '../../src/index.ts'

const names: readonly Exclude<keyof L1Contracts, 'deploymentBlock'>[] = [
  'metisToken',
  'comCo',
  'dacManager',
  'canonicalTransactionChain',
  'stateCommitmentChain',
  'epochSeeds',
  'sequencerPool',
  'l1StandardBridge',
  'rangerPool',
  'disputeGame',
  'executionManager',
]
const valid = {
  ...Object.fromEntries(names.map((name, i) => [name, `0x${`${i.toString(16)}A`.repeat(20)}`])),
  deploymentBlock: 7,
}

test('every address of a deployment is read, in whatever case, and what else stands there is passed over', () => {
  const contracts = parseL1Contracts({ ...valid, more: true })
  expect(contracts.deploymentBlock).toBe(7)
  for (const [i, name] of names.entries())
    expect(contracts[name]).toBe(`0x${`${i.toString(16)}a`.repeat(20)}`)
  expect(Object.keys(contracts)).toHaveLength(names.length + 1)
})

test.each([
  ['comCo', undefined],
  ['sequencerPool', '0x12'],
  ['disputeGame', 5],
  ['deploymentBlock', -1],
  ['deploymentBlock', '7'],
  ['deploymentBlock', 1.5],
])('%s that is %j is named', (field, value) => {
  const invalid = { ...valid, [field]: value }
  expect(() => parseL1Contracts(invalid)).toThrow(L1ContractsInvalidError)
  expect(() => parseL1Contracts(invalid)).toThrow(expect.objectContaining({ field }))
})

test.each([null, 'text', 5, []])('%j is no deployment', (value) => {
  expect(() => parseL1Contracts(value)).toThrow(L1ContractsInvalidError)
})
