/** What an L1 node means when it refuses a signed transaction. */
export type BroadcastRefusal =
  /** It has this very transaction. */
  | 'alreadyKnown'
  /** A transaction with this nonce is in a block. */
  | 'nonceTooLow'
  /** It wants a higher fee: for a replacement, or at all. */
  | 'underpriced'
  | 'insufficientFunds'
  /** Such a transaction can never be included. */
  | 'impossible'
  /** Anything else, such as a full pool: perhaps later. */
  | 'unknown'

/**
 * Nodes agree on no codes, only more or less on texts: those of geth, Reth and anvil, Nethermind, Besu and Erigon, in
 * lower case and without spaces. The first that matches counts: "replacement transaction underpriced" is about fees.
 */
const TEXTS: readonly (readonly [BroadcastRefusal, RegExp])[] = [
  ['underpriced', /underpriced|maxfeepergaslessthan|feecaplessthan|fee(cap)?toolow|tiptoolow/],
  ['underpriced', /gaspricebelow|gaspricetoolow|replacementnotallowed|couldnotreplaceexisting/],
  ['alreadyKnown', /already(known|imported|exists)|knowntransaction|existingtxwithsamehash/],
  ['nonceTooLow', /noncetoolow|nonceistoolow|oldnonce|noncealreadyused/],
  ['insufficientFunds', /insufficient(funds|balance)|upfrontcostexceeds/],
  ['impossible', /intrinsicgas|floordatagas|gasfloor|exceeds(the)?(block|transaction)?gaslimit/],
  [
    'impossible',
    /gaslimit(is)?(too|exceeded|greater)|oversized|rlptoolong|invalid(chainid|sender)/,
  ],
  ['impossible', /transactiongaslimit|sizelimit|typenotsupported/],
]

export function classifyBroadcastError(message: string): BroadcastRefusal {
  const text = message.toLowerCase().replaceAll(/[\s_-]/g, '')
  return TEXTS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown'
}
