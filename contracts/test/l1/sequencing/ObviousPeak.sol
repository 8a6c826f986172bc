// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What EscrowPeak says, from the whole history.
contract ObviousPeak {
    struct Escrow {
        uint256 since;
        uint256 amount;
    }

    Escrow[] private _history;

    constructor() {
        _history.push(Escrow(0, 0));
    }

    function record(uint256 timestamp, uint256 amount) external {
        _history.push(Escrow(timestamp, amount));
    }

    /// @notice The larger of the current escrow and the greatest that stood at any moment of yesterday.
    function insured(uint256 timestamp) external view returns (uint256 most) {
        uint256 today = timestamp / 1 days * 1 days;
        uint256 yesterday = today - 1 days;
        most = _history[_history.length - 1].amount;
        for (uint256 i = _history.length; i > 0; i--) {
            Escrow memory entry = _history[i - 1];
            if (entry.since < today && entry.amount > most) most = entry.amount;
            if (entry.since <= yesterday) break;
        }
    }
}
