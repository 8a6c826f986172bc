import { randomBytes } from 'node:crypto'
import { asAddress, type Charter, devParameters, toHex } from '@mvm/protocol'
import { type Contract, JsonRpcSigner } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestDeployment } from './TestDeployment.ts'

const FEE_VAULT = '0x4200000000000000000000000000000000000011'
const ZERO = asAddress(`0x${'00'.repeat(20)}`)

let l1: TestDeployment

beforeAll(async () => {
  // Origins so old that the contract has to ask the history contract (EIP-2935).
  l1 = await TestDeployment.start({ ...devParameters, maxOriginAge: 3_600 })
})

afterAll(() => l1.stop())

function charterOf(addressCount: number, permissionCount: number, textLength: number): Charter {
  const permissions = Array.from({ length: permissionCount }, (_, bit) => {
    const share = Math.floor(addressCount / permissionCount)
    const addresses = Array.from({ length: share }, () => asAddress(toHex(randomBytes(20))))
    return { operation: 'allow' as const, bit, addresses }
  })
  return {
    vision: 'v'.repeat(textLength),
    mission: 'm'.repeat(textLength),
    permissions,
    taxrates: Array.from({ length: 8 }, (_, i) => ({ threshold: BigInt(i + 1), rate: 1000 })),
    treasury: ZERO,
    managementContract: asAddress(toHex(randomBytes(20))),
  }
}

test.each([
  ['small', charterOf(2, 2, 30)],
  ['of 128 addresses in one permission', charterOf(128, 1, 1024)],
  ['of 128 addresses in 128 permissions', charterOf(128, 128, 1024)],
])('createDAC with a charter %s costs at most 3M gas', async (name, charter) => {
  const { gasUsed } = await l1.createDac(`dac-${charter.permissions.length}`, charter)
  console.info(`createDAC, charter ${name}: ${gasUsed} gas`)
  expect(gasUsed).toBeLessThanOrEqual(3_000_000n)
})

test('appending a batch executes in at most 150k gas and 1 gas a byte, also with an old origin', async () => {
  const { chainId } = await l1.createDac('appending', charterOf(2, 2, 30))
  await l1.becomeSequencer(chainId)
  // Old origins before fresh ones: they never go back.
  for (const [length, originDepth] of [
    [0, 300],
    [0, 1],
    [65_536, 300],
  ] as const) {
    for (let i = 0; i < 3; i++) {
      await l1.send('CanonicalTransactionChain', 'enqueue', [chainId, ZERO, 0, 21_000, '0x'])
    }
    await l1.mine(310)
    const receipt = await append(chainId, originDepth, randomBytes(length))
    const gas = await l1.executionGas(receipt.hash)
    console.info(
      `append, payload ${length}, origin ${originDepth} back: ${gas} in execution, ${receipt.gasUsed} in all`,
    )
    expect(gas).toBeLessThanOrEqual(150_000n + BigInt(length))
  }
})

test('appending 1,023 output roots costs at most 2M gas, calldata included', async () => {
  const { chainId } = await l1.createDac('asserting', charterOf(2, 2, 30))
  await l1.becomeSequencer(chainId)
  await l1.mine(10)
  await append(chainId, 1, randomBytes(0), 1024)
  for (const [first, count, bound] of [
    [1, 1, 200_000n],
    [2, 1023, 2_000_000n],
  ] as const) {
    await l1.draw(chainId)
    const { batchHash } = await l1.read('CanonicalTransactionChain', 'chainTip', chainId)
    const roots = Array.from({ length: count }, () => toHex(randomBytes(32)))
    const values = [chainId, first, roots, batchHash]
    const { gasUsed } = await l1.send('StateCommitmentChain', 'appendStateBatch', values)
    console.info(`state batch of ${count} roots: ${gasUsed} gas`)
    expect(gasUsed).toBeLessThanOrEqual(bound)
  }
})

test('drawing and recording cost what one epoch of a DAC may cost', async () => {
  const { chainId } = await l1.createDac('drawing', charterOf(2, 2, 30))
  const drawGas = async (): Promise<bigint> => {
    const epoch = await l1.read('EpochSeeds', 'currentEpoch')
    return (await l1.send('SequencerPool', 'draw', [chainId, epoch])).gasUsed
  }
  await l1.provider.send('anvil_autoImpersonateAccount', [true])
  const amount = 20n * 10n ** 18n
  const addMembers = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const account = toHex(randomBytes(20))
      await l1.provider.send('anvil_setBalance', [account, '0x1000000000000000'])
      await l1.send('MetisToken', 'transfer', [account, amount])
      const signer = new JsonRpcSigner(l1.provider, account)
      const { sequencerPool } = l1.contracts
      for (const [name, method, values] of [
        ['MetisToken', 'approve', [sequencerPool, amount]],
        ['SequencerPool', 'stake', [amount]],
        ['SequencerPool', 'allocate', [chainId, amount]],
      ] as const) {
        const connected = l1.contract(name).connect(signer) as Contract
        await connected.getFunction(method)(...values)
      }
    }
    await l1.mine(41)
  }
  await addMembers(0, 1)
  console.info(`draw of 1 member: ${await drawGas()} gas`)
  await addMembers(1, 4)
  console.info(`draw of 4 members: ${await drawGas()} gas`)
  await addMembers(4, 64)
  const most = await drawGas()
  console.info(`draw of 64 members: ${most} gas`)
  expect(most).toBeLessThanOrEqual(1_500_000n)
}, 120_000)

async function append(chainId: bigint, originDepth: number, payload: Uint8Array, blockCount = 1) {
  await l1.draw(chainId)
  const tip = await l1.read('CanonicalTransactionChain', 'chainTip', chainId)
  const number = (await l1.provider.getBlockNumber()) - originDepth
  const origin = await l1.provider.getBlock(number)
  const range = await l1.read('CanonicalTransactionChain', 'queueEndRange', chainId, number)
  return l1.send('CanonicalTransactionChain', 'appendSequencerBatch', [
    chainId,
    tip.batchHash,
    blockCount,
    range.max,
    number,
    origin?.hash,
    tip.feeScalar,
    FEE_VAULT,
    '0x',
    payload,
  ])
}
