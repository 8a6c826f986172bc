// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice How a DAC's state batches become withdrawable.
/// Strict: after 7 days. Ranger: after 7 days, and sooner for MT once rangers attest. Dev: after the
/// devnet's window; refused on a public L1.
enum Profile {
    Strict,
    Ranger,
    Dev
}
