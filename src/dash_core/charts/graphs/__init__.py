"""Networks, trees and flows."""
