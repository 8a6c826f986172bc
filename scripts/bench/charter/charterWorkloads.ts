import { createRequire } from 'node:module'
import { type Address, asAddress, fromHex, type Hex, keccak256, toHex } from '@mvm/protocol'
import { AbiCoder, Interface } from 'ethers'

const ERC20 = createRequire(import.meta.url)('@uniswap/v2-core/build/ERC20.json') as {
  readonly abi: []
  readonly evm: { readonly deployedBytecode: { readonly object: string } }
}

/** What a block of the benchmark is full of. */
export interface CharterWorkload {
  readonly name: string
  readonly to: Address
  readonly code: Uint8Array
  readonly storage: ReadonlyMap<Hex, Hex>
  readonly transactions: number
  readonly gasLimit: bigint
  /** Calldata of the n-th transaction. */
  readonly data: (index: number) => Uint8Array
}

/** A loop of 20,000 rounds over MUL, ADD, XOR, MOD and what a loop needs. */
const LOOP = '614e205b808002810160071861ffff900650600190038060035700'

/** The workloads on which the cost of the charter's check is measured. */
export function charterWorkloads(signer: Address): readonly CharterWorkload[] {
  const token = new Interface(ERC20.abi)
  const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`
  // `balanceOf` of Uniswap's ERC20 is in slot 1.
  const place = AbiCoder.defaultAbiCoder().encode(['address', 'uint256'], [signer, 1])
  return [
    {
      name: 'arithmetic',
      to: asAddress(`0x${'a1'.repeat(20)}`),
      code: fromHex(`0x${LOOP}`),
      storage: new Map(),
      transactions: 1,
      gasLimit: 3_000_000n,
      data: () => new Uint8Array(),
    },
    {
      name: 'ERC-20 transfers',
      to: asAddress(`0x${'a2'.repeat(20)}`),
      code: fromHex(`0x${ERC20.evm.deployedBytecode.object}`),
      storage: new Map([[toHex(keccak256(fromHex(place))), word(10n ** 24n)]]),
      transactions: 100,
      gasLimit: 100_000n,
      data: (index) => {
        const recipient = `0x${(0x1000 + (index % 40)).toString(16).padStart(40, '0')}`
        return fromHex(token.encodeFunctionData('transfer', [recipient, 1n]))
      },
    },
  ]
}
