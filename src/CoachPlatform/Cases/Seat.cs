namespace CoachPlatform.Cases;

/// <summary>One of the two equal places in a case. No order: nothing may sort or default by it.</summary>
public enum Seat { A, B }
