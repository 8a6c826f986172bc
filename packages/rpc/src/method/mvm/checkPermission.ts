import { permissionName } from '@mvm/protocol'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { decidePermission } from '../../charter/decidePermission.ts'
import { readPermissionQuery } from '../../charter/readPermissionQuery.ts'
import { quantity } from '../../format/quantity.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** Whether the charter lets a signer do something, and by which rule; without `opcode`, whether it may submit the transaction and, if that creates a contract, create it. */
export const checkPermission = defineDacMethod({
  name: 'mvm_checkPermission',
  parameters: [
    required('query', readPermissionQuery),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, query, reference) => {
    const at = resolveBlock(ports.chain, reference)
    const decisions = await Promise.all(
      query.permissions.map(async (permission) => ({
        permission,
        ...(await decidePermission(ports.charter, at, query.from, permission, query.to)),
      })),
    )
    // The query has at least one permission; the first that is refused decides.
    const deciding = decisions.find(({ isAllowed }) => !isAllowed) ?? decisions[0]
    if (deciding === undefined) return null
    return {
      allowed: deciding.isAllowed,
      address: query.from,
      opcode: permissionName(deciding.permission),
      rule: deciding.rule,
      charterVersion: quantity(deciding.charterVersion),
    }
  },
})
