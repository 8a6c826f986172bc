import type { Address } from '../account/Address.ts'
import { fromHex } from '../bytes/fromHex.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { ContractName } from '../contract/ContractName.ts'
import { contractArtifact } from '../contract/contractArtifact.ts'
import { deterministicDeploymentProxyCode } from './deterministicDeploymentProxyCode.ts'
import type { GenesisAccount } from './GenesisAccount.ts'
import { historyCode } from './historyCode.ts'
import { multicall3Code } from './multicall3Code.ts'
import { predeploys } from './predeploys.ts'

const compiled = (name: ContractName): Hex => contractArtifact(name).deployedBytecode

let accounts: ReadonlyMap<Address, GenesisAccount> | undefined

/**
 * The genesis state, the same for every DAC of every deployment (spec 2.1): predeploys without a balance, with
 * nonce 1 as any created contract has it. Its root is {@link GENESIS_STATE_ROOT}.
 * Throws `ContractsNotBuiltError` before the contracts are compiled.
 */
export function genesisAccounts(): ReadonlyMap<Address, GenesisAccount> {
  if (accounts !== undefined) return accounts
  const codes: readonly [Address, Hex][] = [
    [predeploys.dacMaster, compiled('MVM_DACMaster')],
    [predeploys.coinbase, compiled('MVM_Coinbase')],
    [predeploys.feeVault, compiled('FeeVault')],
    [predeploys.l1Block, compiled('MVM_L1Block')],
    [predeploys.l2ToL1MessagePasser, compiled('L2ToL1MessagePasser')],
    [predeploys.l2StandardBridge, compiled('L2StandardBridge')],
    [predeploys.history, historyCode],
    [predeploys.multicall3, multicall3Code],
    [predeploys.deterministicDeploymentProxy, deterministicDeploymentProxyCode],
  ]
  accounts = new Map(
    codes.map(([address, code]) => [address, { nonce: 1n, balance: 0n, code: fromHex(code) }]),
  )
  return accounts
}
