import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import {
  type ContractName,
  ContractsNotBuiltError,
  contractArtifact,
  contractNames,
} from '../../src/index.ts'

/** EIP-170 and EIP-3860: bytes of deployed and of creation code. */
const MAX_DEPLOYED = 24_576
const MAX_CREATION = 49_152

const folder = fileURLToPath(new URL('../../src/contract/artifacts', import.meta.url))

test('every contract that is built has a name, and every name an artifact', () => {
  const built = readdirSync(folder).flatMap((file) => file.match(/^(.*)\.json$/)?.[1] ?? [])
  expect(built.sort()).toEqual([...contractNames].sort())
})

test.each(contractNames)('%s can be deployed', (name) => {
  const { abi, bytecode, deployedBytecode } = contractArtifact(name)
  expect(abi.length).toBeGreaterThan(0)
  // Whole bytes and no placeholder of a library that would have to be linked.
  expect(bytecode).toMatch(/^0x([0-9a-f]{2})+$/)
  expect(deployedBytecode).toMatch(/^0x([0-9a-f]{2})+$/)
  expect((deployedBytecode.length - 2) / 2).toBeLessThanOrEqual(MAX_DEPLOYED)
  expect((bytecode.length - 2) / 2).toBeLessThan(MAX_CREATION)
})

test('a contract that was not built is told so with what to do', () => {
  expect(() => contractArtifact('Nothing' as ContractName)).toThrow(ContractsNotBuiltError)
})
