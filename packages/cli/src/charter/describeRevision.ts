import { contractInterface } from '@mvm/l1'
import { formatMt, type Hex, permissionName } from '@mvm/protocol'
import type { LogDescription } from 'ethers'
import type { CharterRevision } from './CharterRevision.ts'

/** A log as a node answers with it, as far as it is read. */
export interface RpcLog {
  readonly blockNumber: Hex
  readonly transactionHash: Hex
  readonly topics: readonly Hex[]
  readonly data: Hex
}

interface Permission {
  readonly operation: bigint
  readonly bit: bigint
  readonly addresses: readonly string[]
}

/** The revision that a log of `MVM_DACMaster` tells of; `undefined` for any other log. */
export function describeRevision(log: RpcLog): CharterRevision | undefined {
  const { topics, data } = log
  const parsed = contractInterface('MVM_DACMaster').parseLog({ topics: [...topics], data })
  if (parsed === null) return undefined
  return {
    version: Number(parsed.args.version),
    blockNumber: Number(log.blockNumber),
    transactionHash: log.transactionHash,
    event: parsed.name,
    text: textOf(parsed),
  }
}

function textOf({ name, args }: LogDescription): string {
  switch (name) {
    case 'CharterInitialized':
      return `set, with ${args.charter.permissions.length} permissions`
    case 'PermissionsSet':
      return `all permissions replaced: ${args.permissions.map(permissionText).join('; ') || 'none'}`
    case 'PermissionAdded':
      return `+ ${permissionText(args.permission)}`
    case 'AddressesRemoved':
      return `- ${permissionText(args.permission)}`
    case 'PermissionRemoved':
      return `- ${operationText(args.operation, args.bit)}, for everybody`
    case 'TaxRatesSet':
      return `tax rates: ${args.taxrates.map(bracketText).join(', ') || 'none'}, by ${args.by.toLowerCase()}`
    case 'TreasurySet':
      return `treasury: ${args.treasury.toLowerCase()}`
    case 'ManagementContractSet':
      return `management contract: ${args.managementContract.toLowerCase()}`
    case 'VisionSet':
      return `vision: ${JSON.stringify(args.vision)}`
    case 'MissionSet':
      return `mission: ${JSON.stringify(args.mission)}`
    default:
      return name
  }
}

function permissionText({ operation, bit, addresses }: Permission): string {
  const who = addresses.map((address) => address.toLowerCase()).join(', ')
  return `${operationText(operation, bit)}: ${who || '(nobody)'}`
}

function operationText(operation: bigint, bit: bigint): string {
  return `${operation === 0n ? 'allow' : 'deny'} ${permissionName(Number(bit))}`
}

function bracketText({ threshold, rate }: { readonly threshold: bigint; readonly rate: bigint }) {
  return `${rate} bp from ${formatMt(threshold)} MT`
}
