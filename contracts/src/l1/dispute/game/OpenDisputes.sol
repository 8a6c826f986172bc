// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Heap} from "@openzeppelin/contracts/utils/structs/Heap.sol";

/// @notice The disputes of one chain that are not resolved, and the earliest state batch that one is about.
/// @dev A dispute is *live* while its state batch is. Only disputes on the earliest disputed state batch are
/// resolved, except those that fell with theirs. So the heap holds each state batch with live disputes once,
/// a state batch leaves it from the top, and when one is deleted all others in it fall too.
library OpenDisputes {
    using EnumerableSet for EnumerableSet.UintSet;
    using Heap for Heap.Uint256Heap;

    struct Register {
        EnumerableSet.UintSet disputeIds;
        Heap.Uint256Heap stateBatches;
        mapping(uint256 stateBatchIndex => uint256 disputes) counts;
    }

    /// @notice Enters a dispute on a live state batch.
    function add(Register storage register, uint256 disputeId, uint256 stateBatchIndex) internal {
        register.disputeIds.add(disputeId);
        if (register.counts[stateBatchIndex]++ == 0) register.stateBatches.insert(stateBatchIndex);
    }

    /// @notice Takes out a dispute on the earliest disputed state batch, which stands.
    function remove(Register storage register, uint256 disputeId, uint256 stateBatchIndex)
        internal
    {
        register.disputeIds.remove(disputeId);
        if (--register.counts[stateBatchIndex] == 0) register.stateBatches.pop();
    }

    /// @notice Takes out a dispute whose state batch fell.
    function forget(Register storage register, uint256 disputeId) internal {
        register.disputeIds.remove(disputeId);
    }

    /// @notice The earliest disputed state batch is deleted, and all that are disputed with it.
    function clear(Register storage register) internal {
        register.stateBatches.clear();
    }

    function ids(Register storage register) internal view returns (uint256[] memory) {
        return register.disputeIds.values();
    }

    /// @notice The earliest disputed state batch; the greatest number if there is none.
    function earliest(Register storage register) internal view returns (uint256) {
        return
            register.stateBatches.length() == 0 ? type(uint256).max : register.stateBatches.peek();
    }
}
