import type { EVM } from '@ethereumjs/evm'
import { createAddressFromString, hexToBytes, setLengthLeft } from '@ethereumjs/util'
import { type Address, fromHex, genesisAccounts, type Hex, predeploys, toHex } from '@mvm/protocol'
import { getCreate2Address, getCreateAddress, keccak256, Transaction } from 'ethers'
import { expect, test } from 'vitest'
import { genesisEvm } from './genesisEvm.ts'

const SYSTEM = createAddressFromString('0xfffffffffffffffffffffffffffffffffffffffe')
const USER = createAddressFromString(`0x${'11'.repeat(20)}`)

const codeAt = (address: Address): Hex =>
  toHex(genesisAccounts().get(address)?.code ?? new Uint8Array())

test('the code of Multicall3 is what the creation code that viem ships deploys', async () => {
  const constants = new URL('./constants/contracts.js', import.meta.resolve('viem'))
  const { multicall3Bytecode } = await import(constants.href)
  const evm = await genesisEvm()
  const { returnValue } = await evm.runCode({
    code: hexToBytes(multicall3Bytecode),
    gasLimit: 10_000_000n,
  })
  expect(codeAt(predeploys.multicall3)).toBe(toHex(returnValue))
})

test("the deployment proxy's address follows from the transaction that creates this very code", async () => {
  const proxyCode = codeAt(predeploys.deterministicDeploymentProxy)
  // Copies the 69 bytes behind itself and returns them.
  const creationCode = `0x604580600e600039806000f350fe${proxyCode.slice(2)}`
  // Nobody has the key to it: the signature was chosen, the sender follows from it.
  const creation = Transaction.from({
    type: 0,
    nonce: 0,
    gasPrice: 100_000_000_000n,
    gasLimit: 100_000n,
    data: creationCode,
    signature: { v: 27, r: `0x${'22'.repeat(32)}`, s: `0x${'22'.repeat(32)}` },
  })
  const from = creation.from ?? ''
  expect(getCreateAddress({ from, nonce: 0 }).toLowerCase()).toBe(
    predeploys.deterministicDeploymentProxy,
  )
  const evm = await genesisEvm()
  const { returnValue } = await evm.runCode({
    code: fromHex(creationCode),
    gasLimit: 1_000_000n,
  })
  expect(toHex(returnValue)).toBe(proxyCode)
})

test('the deployment proxy creates by CREATE2 with the salt in front of the code', async () => {
  const evm = await genesisEvm()
  const salt = `0x${'5a'.repeat(32)}`
  // PUSH1 1, PUSH0, MSTORE8, PUSH1 1, PUSH0, RETURN: a contract of one byte.
  const creationCode = '0x60015f5360015ff3'
  const { execResult } = await evm.runCall({
    caller: USER,
    to: createAddressFromString(predeploys.deterministicDeploymentProxy),
    data: fromHex(salt + creationCode.slice(2)),
    gasLimit: 1_000_000n,
  })
  const expected = getCreate2Address(
    predeploys.deterministicDeploymentProxy,
    salt,
    keccak256(creationCode),
  ).toLowerCase()
  expect(toHex(execResult.returnValue)).toBe(expected)
  const created = await evm.stateManager.getCode(createAddressFromString(expected))
  expect(toHex(created)).toBe('0x01')
})

const HISTORY = createAddressFromString(predeploys.history)
const word = (value: number | bigint) =>
  setLengthLeft(hexToBytes(`0x${value.toString(16).padStart(64, '0')}`), 32)

/** Calls the history contract as of a block; `undefined` when it reverts. */
async function callHistory(
  evm: EVM,
  { caller = USER, number, data }: { caller?: typeof USER; number: bigint; data: Uint8Array },
): Promise<Hex | undefined> {
  const block = {
    header: {
      number,
      coinbase: USER,
      timestamp: 0n,
      difficulty: 0n,
      prevRandao: word(0),
      gasLimit: 30_000_000n,
      getBlobGasPrice: () => undefined,
    },
  }
  const { execResult } = await evm.runCall({
    block,
    caller,
    to: HISTORY,
    data,
    gasLimit: 1_000_000n,
  })
  return execResult.exceptionError === undefined ? toHex(execResult.returnValue) : undefined
}

test('the history contract stores what the system address gives it at (number - 1) mod 8191', async () => {
  const evm = await genesisEvm()
  await callHistory(evm, { caller: SYSTEM, number: 20_000n, data: word(0xabcd) })
  const slot = word(19_999 % 8191)
  expect(toHex(await evm.stateManager.getStorage(HISTORY, slot))).toBe('0xabcd')
})

test('the history contract answers for the last 8,191 blocks and for no other', async () => {
  const evm = await genesisEvm()
  const number = 20_000n
  for (const asked of [19_999n, 15_000n, 11_809n]) {
    await evm.stateManager.putStorage(HISTORY, word(asked % 8191n), word(asked))
    expect(await callHistory(evm, { number, data: word(asked) })).toBe(toHex(word(asked)))
  }
  for (const asked of [20_000n, 11_808n, 0n, (1n << 256n) - 1n]) {
    expect(await callHistory(evm, { number, data: word(asked) })).toBeUndefined()
  }
})

test.each([0, 31, 33])('the history contract refuses input of %i bytes', async (length) => {
  const evm = await genesisEvm()
  const data = new Uint8Array(length)
  expect(await callHistory(evm, { number: 20_000n, data })).toBeUndefined()
})
