// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine} from "../machine/Machine.sol";
import {Words} from "./Words.sol";

/// @notice The charter in `MVM_DACMaster`'s storage (spec 2.3), of which `root` is the root.
library Charter {
    uint256 private constant RESTRICTED = 0;
    uint256 private constant ALLOWED = 1;
    uint256 private constant DENIED = 2;
    uint256 private constant FIRST_TAX_BRACKET = 3;
    uint256 private constant MAX_TAX_BRACKETS = 8;
    uint256 private constant TREASURY = 11;
    uint256 private constant MANAGEMENT = 12;
    uint256 private constant BASIS_POINTS = 10_000;

    /// @dev STOP, JUMPDEST, RETURN, REVERT.
    uint256 private constant FORCED = 1 | (1 << 0x5b) | (1 << 0xf3) | (1 << 0xfd);

    function management(Machine memory m, bytes32 root) internal pure returns (uint256) {
        return uint160(_slot(m, root, MANAGEMENT));
    }

    /// @notice Who gets the tax (spec 2.4).
    function taxReceiver(Machine memory m, bytes32 root) internal pure returns (uint256 receiver) {
        receiver = uint160(_slot(m, root, TREASURY));
        if (receiver == 0) return management(m, root);
    }

    /// @notice What an account may do, without the exceptions for some transactions.
    function mask(Machine memory m, bytes32 root, uint256 signer) internal pure returns (uint256) {
        uint256 restricted = _slot(m, root, RESTRICTED);
        uint256 denied = _slot(m, root, _entry(DENIED, signer));
        // Who is on an allow list matters only if there is one.
        uint256 allowed = restricted == 0 ? 0 : _slot(m, root, _entry(ALLOWED, signer));
        return (~denied & (~restricted | allowed)) | FORCED;
    }

    /// @notice ⌊Σ slice · rate / 10,000⌋ over a value (spec 2.4). The first bracket of 0 ends them.
    function taxOn(Machine memory m, bytes32 root, uint256 value) internal pure returns (uint256) {
        uint256[MAX_TAX_BRACKETS] memory brackets;
        uint256 count = 0;
        for (; count < MAX_TAX_BRACKETS; ++count) {
            brackets[count] = _slot(m, root, FIRST_TAX_BRACKET + count);
            if (brackets[count] == 0) break;
        }
        uint256 weighted = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 start = uint240(brackets[i]);
            if (value <= start) break;
            uint256 end = i + 1 < count ? uint240(brackets[i + 1]) : value;
            if (end > value) end = value;
            weighted += (end - start) * (brackets[i] >> 240);
        }
        return weighted / BASIS_POINTS;
    }

    function _entry(uint256 list, uint256 account) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(account, list)));
    }

    function _slot(Machine memory m, bytes32 root, uint256 slot) private pure returns (uint256) {
        return Words.openSlot(m.tape, root, slot).value;
    }
}
