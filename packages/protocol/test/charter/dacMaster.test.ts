import { readFileSync } from 'node:fs'
import type { EVM } from '@ethereumjs/evm'
import { createAddressFromString, setLengthLeft } from '@ethereumjs/util'
import {
  type Address,
  asAddress,
  type Charter,
  charterLimits,
  charterSlots,
  charterStorage,
  compileCharter,
  contractArtifact,
  decodeCharter,
  decodeTaxBrackets,
  describeCharter,
  encodeCharterCall,
  encodeInitialize,
  fromHex,
  intrinsicGas,
  MAX_TRANSACTION_GAS,
  permissionMask,
  permissionSlot,
  predeploys,
  readCharterFile,
  systemSenders,
  toHex,
} from '@mvm/protocol'
import { Interface } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { charterInterface } from '../../src/charter/charterInterface.ts'
import { genesisEvm } from '../genesis/genesisEvm.ts'

const bakery = readFileSync(new URL('./file/bakery.yaml', import.meta.url), 'utf8')
const MASTER = createAddressFromString(predeploys.dacMaster)
const COM_CO = createAddressFromString(systemSenders.comCo)

/** Sets a charter as block 1 does; returns the gas that the call used. */
async function initialize(evm: EVM, charter: Charter): Promise<bigint> {
  const { execResult } = await evm.runCall({
    caller: COM_CO,
    to: MASTER,
    data: encodeInitialize(charter),
    gasLimit: 30_000_000n,
  })
  expect(execResult.exceptionError).toBeUndefined()
  return execResult.executionGasUsed
}

async function view(evm: EVM, data: Uint8Array): Promise<Uint8Array> {
  const { execResult } = await evm.runCall({ to: MASTER, data, gasLimit: 30_000_000n })
  expect(execResult.exceptionError).toBeUndefined()
  return execResult.returnValue
}

async function word(evm: EVM, slot: number | Uint8Array): Promise<bigint> {
  const key = typeof slot === 'number' ? setLengthLeft(new Uint8Array([slot]), 32) : slot
  const value = await evm.stateManager.getStorage(MASTER, key)
  return value.length === 0 ? 0n : BigInt(toHex(value))
}

const account = fc
  .integer({ min: 1, max: 12 })
  .map((n) => asAddress(`0x${n.toString(16).padStart(40, 'a')}`))

const bit = fc.integer({ min: 0, max: 255 })

const charters: fc.Arbitrary<Charter> = fc.record({
  vision: fc.string({ maxLength: 70, unit: 'grapheme' }),
  mission: fc.string({ maxLength: 70 }),
  permissions: fc.array(
    fc.record({
      operation: fc.constantFrom('allow', 'deny'),
      bit: fc.oneof(bit, fc.constantFrom(0xf0, 0xf5, 0xfe)),
      addresses: fc.array(account, { maxLength: 6 }),
    }),
    { maxLength: 8 },
  ),
  taxrates: fc
    .uniqueArray(fc.bigInt({ min: 0n, max: (1n << 240n) - 1n }), { maxLength: 8 })
    .chain((thresholds) =>
      fc.tuple(
        ...thresholds
          .toSorted((a, b) => (a < b ? -1 : 1))
          .map((threshold) =>
            fc.record({
              threshold: fc.constant(threshold),
              rate: fc.integer({ min: 0, max: 1000 }),
            }),
          ),
      ),
    ),
  treasury: fc.oneof(account, fc.constant(asAddress(`0x${'00'.repeat(20)}`))),
  managementContract: account,
})

/** The contract's storage after `initialize`, against what {@link charterStorage} expects. */
async function expectStorage(evm: EVM, charter: Charter): Promise<void> {
  const expected = charterStorage(charter)
  expect(await word(evm, charterSlots.restricted)).toBe(expected.restricted)
  for (const address of new Set(charter.permissions.flatMap(({ addresses }) => addresses))) {
    const allowed = await word(evm, permissionSlot('allowed', address))
    const denied = await word(evm, permissionSlot('denied', address))
    expect(allowed).toBe(expected.allowed.get(address) ?? 0n)
    expect(denied).toBe(expected.denied.get(address) ?? 0n)
    const mask = await view(evm, fromHex(dacMaster.encodeFunctionData('permMask', [address])))
    const { restricted } = expected
    expect(BigInt(toHex(mask))).toBe(permissionMask({ restricted, allowed, denied }))
  }
  const brackets: bigint[] = []
  for (let i = 0; i < charterLimits.taxBrackets; i++) {
    brackets.push(await word(evm, charterSlots.firstTaxBracket + i))
  }
  expect(brackets).toEqual(expected.taxBrackets)
  expect(await word(evm, charterSlots.treasury)).toBe(BigInt(expected.treasury))
  expect(await word(evm, charterSlots.managementContract)).toBe(BigInt(charter.managementContract))
  expect(await word(evm, charterSlots.version)).toBe(1n)
}

const dacMaster = new Interface(contractArtifact('MVM_DACMaster').abi)

test.each(['initialize', 'charter'])('%s is written out as the contract has it', (name) => {
  const ours = charterInterface.getFunction(name)
  const theirs = dacMaster.getFunction(name)
  expect(ours?.selector).toBe(theirs?.selector)
  expect(ours?.outputs.map((output) => output.format())).toEqual(
    theirs?.outputs.map((output) => output.format()),
  )
})

test('the contract makes of the example what charterStorage says', async () => {
  const evm = await genesisEvm()
  const charter = compileCharter(readCharterFile(bakery))
  await initialize(evm, charter)
  await expectStorage(evm, charter)
  expect(await word(evm, charterSlots.restricted)).toBe(
    (1n << 0xfen) | (1n << 0xf0n) | (1n << 0xf5n),
  )
})

test('the contract makes of any charter what charterStorage says, and gives the human form back', async () => {
  await fc.assert(
    fc.asyncProperty(charters, async (charter) => {
      const evm = await genesisEvm()
      await initialize(evm, charter)
      await expectStorage(evm, charter)
      const readBack = decodeCharter(await view(evm, encodeCharterCall()))
      expect(charterStorage(readBack)).toEqual(charterStorage(charter))
      expect(readBack.vision).toBe(charter.vision)
      expect(readBack.mission).toBe(charter.mission)
      expect(decodeTaxBrackets(charterStorage(charter).taxBrackets)).toEqual(readBack.taxrates)
    }),
    { numRuns: 60 },
  )
})

test('the example read back from the chain is described as the file describes it', async () => {
  const evm = await genesisEvm()
  const charter = compileCharter(readCharterFile(bakery))
  await initialize(evm, charter)
  const onChain = describeCharter(decodeCharter(await view(evm, encodeCharterCall())))
  const { permissions, ...rest } = describeCharter(charter)
  const { permissions: readBack, ...restReadBack } = onChain
  expect(restReadBack).toEqual(rest)
  // The chain keeps them by operation and bit, the file in the order of its author.
  const byName = (a: { opcode: string }, b: { opcode: string }) => a.opcode.localeCompare(b.opcode)
  expect(readBack.toSorted(byName)).toEqual(permissions.toSorted(byName))
})

test('the largest charter that createDAC takes can be set within the gas of queue element 0', async () => {
  const evm = await genesisEvm()
  const nth = (n: number): Address =>
    asAddress(`0x${(BigInt(n) + (1n << 159n) + (1n << 80n) - 1n).toString(16)}`)
  const charter: Charter = {
    vision: 'v'.repeat(charterLimits.textLength),
    mission: 'm'.repeat(charterLimits.textLength),
    permissions: Array.from({ length: charterLimits.permissions }, (_, n) => ({
      operation: n % 2 === 0 ? 'allow' : 'deny',
      bit: n,
      addresses: [nth(n)],
    })),
    taxrates: Array.from({ length: charterLimits.taxBrackets }, (_, n) => ({
      threshold: (1n << 239n) + BigInt(n),
      rate: 1000,
    })),
    treasury: nth(1000),
    managementContract: nth(1001),
  }
  const used = await initialize(evm, charter)
  await expectStorage(evm, charter)
  const data = encodeInitialize(charter)
  const total = used + intrinsicGas({ to: predeploys.dacMaster, data })
  expect(total).toBeLessThan((MAX_TRANSACTION_GAS * 95n) / 100n)
})
