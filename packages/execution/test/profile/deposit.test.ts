import { verifyMerkleProof } from '@ethereumjs/mpt'
import {
  type Address,
  asAddress,
  decodeMessagePassed,
  fromHex,
  genesisAccounts,
  keccak256,
  predeploys,
  sentMessageSlot,
  systemSenders,
  toHex,
  withdrawalHash,
} from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { proveAccount, type WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { charterAccount, type TestCharter } from '../chain/charterAccount.ts'
import { CHAIN_ID, TestChain, user, word } from '../chain/TestChain.ts'

const alice = user(1).address
const bob = user(2).address
const target = '0x0000000000000000000000000000000000007005' as Address
const MINT = 10n ** 20n
const store = assemble('CALLVALUE PUSH0 SSTORE')

function chainOf(
  charter: TestCharter,
  codes: readonly (readonly [Address, Uint8Array])[] = [],
): TestChain {
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [predeploys.dacMaster, charterAccount({ management: user(9).address, ...charter })],
      ...codes.map(([address, code]) => [address, { code, nonce: 1n }] as const),
    ]),
  )
}

/** A call whose arguments take one word each. */
function calldata(signature: string, ...words: readonly (string | number)[]): Uint8Array {
  const selector = toHex(keccak256(Buffer.from(signature)).subarray(0, 4))
  return fromHex(`${selector}${words.map((one) => word(one).slice(2)).join('')}`)
}

describe('a deposit', () => {
  it('mints, calls with its value and pays nothing', async () => {
    const subject = chainOf({}, [[target, store]])
    const deposit = subject.deposit({ from: alice, to: target, mint: MINT, value: 7n })
    const block = await subject.block([], [deposit])
    const [receipt] = block.receipts
    // 21,000 + CALLVALUE 2 + PUSH0 2 + a new cold slot 22,100.
    expect(receipt).toMatchObject({
      type: 0x7e,
      status: 1,
      gasUsed: 43_104n,
      effectiveGasPrice: 0n,
      l1Fee: 0n,
      taxPaid: 0n,
      inclusion: 'deposit',
      depositNonce: 0n,
    })
    expect(subject.balance(alice)).toBe(MINT - 7n)
    expect(subject.balance(target)).toBe(7n)
    expect(subject.storage(target, 0)).toBe(7n)
    expect(subject.account(alice)?.nonce).toBe(1n)
    expect(block.supply).toEqual({ minted: MINT, withdrawn: 0n, destroyed: 0n })
    expect(subject.balance(predeploys.feeVault)).toBe(0n)
  })

  const failures: readonly {
    readonly name: string
    readonly fields: Partial<Parameters<TestChain['deposit']>[0]>
    readonly charter?: TestCharter
    readonly code?: Uint8Array
    readonly denied?: number
  }[] = [
    { name: 'its call reverts', fields: {}, code: assemble('PUSH0 PUSH0 REVERT') },
    { name: 'its call runs out of gas', fields: { gasLimit: 30_000n, value: 1n }, code: store },
    { name: 'it has less than the intrinsic gas', fields: { gasLimit: 20_999n } },
    {
      name: 'it has less than the floor of its calldata',
      fields: { gasLimit: 24_999n, data: new Uint8Array(100).fill(1) },
    },
    { name: 'its sender lacks the value', fields: { value: MINT + 1n } },
    { name: 'it goes to the IPFS resolver', fields: { to: predeploys.ipfsResolver } },
    {
      name: 'its sender has no SUBMIT',
      fields: {},
      charter: { denied: new Map([[alice, [0xfe]]]) },
      denied: 0xfe,
    },
    {
      name: 'the charter denies an opcode',
      fields: {},
      charter: { denied: new Map([[alice, [0x55]]]) },
      denied: 0x55,
    },
  ]
  for (const { name, fields, charter = {}, code = store, denied } of failures) {
    it(`keeps mint and nonce and uses all its gas when ${name}`, async () => {
      const subject = chainOf(charter, [[target, code]])
      const deposit = subject.deposit({ from: alice, to: target, mint: MINT, ...fields })
      const later = subject.deposit({ from: bob, mint: 1n })
      const block = await subject.block([], [deposit, later])
      expect(block.receipts[0]).toMatchObject({ status: 0, gasUsed: deposit.gasLimit, logs: [] })
      expect(block.receipts[0]?.denial?.opcode).toBe(denied)
      expect(block.receipts[1]).toMatchObject({ status: 1 })
      expect(subject.balance(alice)).toBe(MINT)
      expect(subject.account(alice)?.nonce).toBe(1n)
      expect(subject.storage(target, 0)).toBe(0n)
      expect(block.supply.minted).toBe(MINT + 1n)
    })
  }

  it("runs before the transactions and counts towards the block's gas", async () => {
    const sender = user(4)
    const subject = chainOf({}, [[target, assemble('"fe"')]])
    const deposit = subject.deposit({ from: sender.address, mint: MINT })
    const heavy = subject.deposit({ from: bob, to: target, gasLimit: 15_000_000n })
    const raw = subject.sign(sender, { nonce: 1n, to: bob, gasLimit: 14_979_001n })
    const block = await subject.block([raw], [deposit, heavy])
    expect(block.header.gasUsed).toBe(15_021_000n)
    expect(block.skipped[0]?.reason.code).toBe('BLOCK_GAS_EXCEEDED')
  })

  it("may exceed the block's gas limit, and is never skipped", async () => {
    const subject = chainOf({}, [[target, assemble('"fe"')]])
    const deposits = [1, 2, 3].map(() =>
      subject.deposit({ from: bob, to: target, gasLimit: 15_000_000n }),
    )
    const block = await subject.block([], deposits)
    expect(block.header.gasUsed).toBe(45_000_000n)
    expect(block.receipts).toHaveLength(3)
  })
})

describe('the mask of a deposit', () => {
  const denyAll = { restricted: [0x55, 0xf0, 0xf5, 0xfe] }
  const creating = assemble('PUSH0 PUSH0 PUSH0 CREATE PUSH0 SSTORE')

  it('is all ones for the system', async () => {
    const subject = chainOf(denyAll, [[target, store]])
    const from = systemSenders.comCo
    const fields = { from, to: target, mint: 5n, value: 5n }
    const block = await subject.block(
      [],
      [subject.deposit({ ...fields, isSystem: true }), subject.deposit(fields)],
    )
    expect(block.receipts.map(({ status }) => status)).toEqual([1, 0])
  })

  it('is all ones for assets that the bridge delivers, and for no others of its deposits', async () => {
    const subject = chainOf(denyAll, [
      [predeploys.l2StandardBridge, creating],
      [target, creating],
    ])
    const from = systemSenders.l1StandardBridge
    const block = await subject.block(
      [],
      [
        subject.deposit({ from, to: predeploys.l2StandardBridge }),
        subject.deposit({ from, to: target }),
      ],
    )
    expect(block.receipts.map(({ status }) => status)).toEqual([1, 0])
  })

  it('never blocks an exit, but lets nobody deploy through it', async () => {
    for (const exit of [predeploys.l2ToL1MessagePasser, predeploys.l2StandardBridge]) {
      const subject = chainOf(denyAll, [[exit, store]])
      const deposit = subject.deposit({ from: alice, to: exit, mint: 9n, value: 9n })
      const block = await subject.block([], [deposit])
      expect(block.receipts[0]).toMatchObject({ status: 1 })
      expect(subject.storage(exit, 0)).toBe(9n)
      const isPasser = exit === predeploys.l2ToL1MessagePasser
      expect(block.supply.withdrawn).toBe(isPasser ? 9n : 0n)

      const deploying = chainOf({}, [[exit, creating]])
      const refused = await deploying.block([], [deploying.deposit({ from: alice, to: exit })])
      expect(refused.receipts[0]).toMatchObject({ status: 0, denial: { opcode: 0xf0 } })
    }
  })

  it('lets everybody out through the real predeploys, whatever a charter denies', async () => {
    const everything = Array.from({ length: 256 }, (_, bit) => bit)
    const predeployed = [...genesisAccounts()].filter(
      ([address]) => address !== predeploys.dacMaster,
    )
    const subject = chainOf(
      { restricted: everything, denied: new Map([[alice, everything]]) },
      predeployed.map(([address, { code }]) => [address, code]),
    )
    const withdrawMT = calldata('withdrawMT(address)', bob)
    const initiate = calldata('initiateWithdrawal(address,uint256,bytes)', bob, 0, 0x60, 0)
    const exits = [
      { to: predeploys.l2StandardBridge, data: withdrawMT, target: bob },
      { to: predeploys.l2StandardBridge, data: new Uint8Array(), target: alice },
      { to: predeploys.l2ToL1MessagePasser, data: initiate, target: bob },
      { to: predeploys.l2ToL1MessagePasser, data: new Uint8Array(), target: alice },
    ]
    const funding = subject.deposit({ from: alice, mint: 100n, to: bob, value: 1n })
    const deposits = exits.map(({ to, data }) =>
      subject.deposit({ from: alice, to, data, value: 10n }),
    )
    const block = await subject.block([], [funding, ...deposits])
    const [denied, ...exited] = block.receipts
    expect(denied).toMatchObject({ status: 0, denial: { signer: alice } })
    expect(exited.map(({ status }) => status)).toEqual([1, 1, 1, 1])
    expect(block.supply.withdrawn).toBe(40n)
    expect(subject.balance(alice)).toBe(60n)

    const { stateRoot, withdrawalsRoot } = block.header
    const passed = exited.flatMap(({ logs }) =>
      logs.flatMap((log) => decodeMessagePassed(log) ?? []),
    )
    for (const [nonce, { message, hash }] of passed.entries()) {
      expect(message).toMatchObject({
        nonce: BigInt(nonce),
        value: 10n,
        target: exits[nonce]?.target,
      })
      expect(withdrawalHash(CHAIN_ID, message)).toBe(hash)
      const slot = sentMessageSlot(hash)
      const account = proveAccount(subject.store, stateRoot, predeploys.l2ToL1MessagePasser, [slot])
      expect(account.storageRoot).toBe(withdrawalsRoot)
      expect(account.storageProofs[0]?.value).toBe(1n)
      const proof = [...(account.storageProofs[0]?.proof ?? [])]
      const proven = await verifyMerkleProof(fromHex(slot), proof, { useKeyHashing: true })
      expect(proven).toEqual(Uint8Array.of(1))
      expect(toHex(keccak256(proof[0] as Uint8Array))).toBe(withdrawalsRoot)
    }
    expect(passed).toHaveLength(4)
  })

  it('is that of the L1 sender whom the messenger carries', async () => {
    const stranger = asAddress(`0x${'51'.repeat(20)}`)
    const subject = chainOf({ denied: new Map([[stranger, [0x55]]]) }, [[target, store]])
    const from = systemSenders.l1CrossDomainMessenger
    const fields = { from, to: target, mint: 2n, value: 1n }
    const block = await subject.block(
      [],
      [
        subject.deposit({ ...fields, sender: stranger }),
        subject.deposit({ ...fields, sender: alice }),
      ],
    )
    expect(block.receipts.map(({ status }) => status)).toEqual([0, 1])
    expect(block.receipts[0]?.denial).toMatchObject({ signer: stranger, opcode: 0x55 })
  })
})
