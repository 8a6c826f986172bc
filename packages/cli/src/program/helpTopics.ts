import { settingTable } from '../configuration/settingTable.ts'
import { formatTable } from '../output/formatTable.ts'

/** What `mvm help <topic>` prints, without a line break at the end. */
export const helpTopics: Readonly<Record<string, string>> = {
  settings: [
    formatTable(
      ['flag', 'environment', 'mvm.toml', 'default'],
      Object.values(settingTable).map(({ flag, environment, toml, fallback }) => [
        flag,
        environment,
        toml ?? '(never in a file)',
        fallback ?? '',
      ]),
    ),
    '',
    'A flag wins over the environment, that over ./mvm.toml, that over ~/.config/mvm/config.toml, that over the',
    'default. `mvm config explain` shows which one won. --json prints one object {ok, data, warnings, next} or',
    '{ok: false, error: {code, message, remedy}} on stdout; progress and notes always go to stderr.',
  ].join('\n'),
  keys: [
    'On an L1 with chainID 31337 or 1337, --private-key or MVM_PRIVATE_KEY is taken as it is, and without any key',
    'on 31337 development account 0 signs. Everywhere else a key comes from a V3 keystore:',
    '',
    '  --account alice      ~/.config/mvm/keystore/alice or alice.json; a path to a file works, too',
    '  --password-file f    its first line is the password; without it the terminal asks',
    '',
    'A multisig signs nothing here: --calldata prints {to, data, value} for it instead of sending. --dry-run shows',
    'what would happen. On other than development chains a command that sends asks first; --yes answers.',
  ].join('\n'),
  finality: [
    'unsafe      known from the sequencer only: it can still vanish',
    'safe        derived from L1 data: it stands unless L1 itself is reorganised',
    'finalized   derived from finalized L1 data',
    'withdrawable  beyond that, its output root is past the dispute window',
    '',
    '`mvm tx status <hash> --until safe` waits for one, `mvm finality status` shows where a DAC stands.',
  ].join('\n'),
  'exit-codes': [
    '0   ok                          6   precondition: funds, permission, a name taken, a port in use',
    '1   a bug of ours               7   timeout',
    '2   wrong usage, no terminal    8   fraud found: a claim differs from own execution',
    '3   configuration or charter    9   unsafe state',
    '4   node or L1 not reachable    10  aborted',
    '5   rejected or reverted        130 ended by a second Ctrl-C',
  ].join('\n'),
}
