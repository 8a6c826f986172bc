// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @notice The accounts that a DAC's sequencers are drawn from, and what each allocates, as they count in
/// every epoch.
/// @dev A change counts from an epoch that the caller names, and leaves earlier ones as they are. An entry
/// is one word, account | amount, so that both change at once; a free place is zero.
library Roster {
    using Checkpoints for Checkpoints.Trace256;

    uint256 internal constant SIZE = 64;

    struct Roll {
        /// @dev Places that were ever taken.
        uint256 length;
        Checkpoints.Trace256[SIZE] places;
    }

    struct Entry {
        address account;
        uint96 amount;
    }

    /// @notice The newest entry of a place.
    function latest(Roll storage self, uint256 place) internal view returns (Entry memory) {
        return _unpack(self.places[place].latest());
    }

    /// @notice Sets a place from an epoch on; an amount of zero frees it.
    function set(Roll storage self, uint256 place, Entry memory entry, uint256 fromEpoch) internal {
        if (place == self.length) self.length = place + 1;
        self.places[place].push(fromEpoch, entry.amount == 0 ? 0 : _pack(entry));
    }

    /// @notice A free place, or else that of the smallest amount, the first of equal ones.
    function weakestPlace(Roll storage self) internal view returns (uint256 place) {
        uint256 length = self.length;
        uint256 least = type(uint256).max;
        for (uint256 i = 0; i < length; i++) {
            uint256 amount = latest(self, i).amount;
            if (amount == 0) return i;
            if (amount < least) (least, place) = (amount, i);
        }
        if (length < SIZE) return length;
    }

    /// @notice Whether at least `count` of the newest entries reach an amount.
    function hasAtLeast(Roll storage self, uint256 count, uint256 amount)
        internal
        view
        returns (bool)
    {
        uint256 length = self.length;
        for (uint256 i = 0; i < length && count > 0; i++) {
            if (latest(self, i).amount >= amount) count--;
        }
        return count == 0;
    }

    /// @notice The entries of an epoch that reach a threshold, in the order of their places.
    function eligible(Roll storage self, uint256 epoch, uint256 threshold)
        internal
        view
        returns (address[] memory accounts, uint256[] memory amounts)
    {
        Entry[] memory found = new Entry[](self.length);
        uint256 count = 0;
        for (uint256 i = 0; i < found.length; i++) {
            Entry memory entry = _unpack(self.places[i].upperLookupRecent(epoch));
            if (entry.account != address(0) && entry.amount >= threshold) found[count++] = entry;
        }
        accounts = new address[](count);
        amounts = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            (accounts[i], amounts[i]) = (found[i].account, found[i].amount);
        }
    }

    function _pack(Entry memory entry) private pure returns (uint256) {
        return uint256(uint160(entry.account)) << 96 | entry.amount;
    }

    function _unpack(uint256 word) private pure returns (Entry memory) {
        return Entry(address(uint160(word >> 96)), uint96(word));
    }
}
